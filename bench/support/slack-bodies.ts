/** What Slack says to each method that an app calls while it starts and answers. */
const ANSWERS = new Map<string, object>([
  ['auth.test', { team_id: 'T1', user_id: 'UBOT', bot_id: 'B1', team: 'Acme', user: 'connect' }],
  ['bots.info', { bot: { id: 'B1', app_id: 'A1', user_id: 'UBOT' } }],
  ['users.info', { user: { id: 'U1', team_id: 'T1', name: 'ada', profile: { display_name: 'ada' } } }],
  ['usergroups.list', { usergroups: [{ id: 'S1', handle: 'data-ops' }] }],
  ['usergroups.users.list', { users: ['U1'] }],
  ['conversations.info', { channel: { id: 'C0DATA', is_member: true, is_ext_shared: false } }],
])

let posted = 0

export function answerTo(method: string, link: string): object {
  if (method === 'apps.connections.open') return { ok: true, url: link }
  if (method.startsWith('chat.')) return { ok: true, channel: 'C0DATA', ts: `1.${String(++posted).padStart(6, '0')}` }
  return { ok: true, ...ANSWERS.get(method) }
}

/** A slash command as Slack sends it. */
export const commandBody = (text: string, triggerId: string, responseUrl: string) => ({
  token: 'bench',
  team_id: 'T1',
  team_domain: 'acme',
  channel_id: 'C0DATA',
  channel_name: 'data',
  user_id: 'U1',
  user_name: 'ada',
  command: '/connect',
  text,
  api_app_id: 'A1',
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: triggerId,
})
