import type { webApi } from '@slack/bolt'
import type { Config } from '../../src/config.ts'
import { nearest } from '../../src/connectors/nearest.ts'
import { lookAtChannels } from '../../src/slack/alerts/channels.ts'
import type { Finding } from './finding.ts'

/**
 * Asks Slack whose token this is, for the size of every user group that gives a role or is to be called, and for every
 * channel in which failures are told.
 */
export async function checkSlack(
  { roles, alerts }: Pick<Config, 'roles' | 'alerts'>,
  client: webApi.WebClient,
): Promise<Finding[]> {
  try {
    const { team, user } = await client.auth.test()
    const token = { ok: true, what: 'SLACK_BOT_TOKEN', text: `${user} in the workspace ${team}` }
    const called = alerts?.routes.flatMap(({ mention }) => mention?.group ?? []) ?? []
    const wanted = new Set([...[...roles.values()].flatMap(({ groups }) => groups), ...called])
    const groups = wanted.size === 0 ? [] : await checkGroups([...wanted], client)
    const channels = alerts ? await lookAtChannels(client, alerts) : []
    return [token, ...groups, ...channels.map(({ channel: what, ok, text }) => ({ ok, what, text }))]
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return [{ ok: false, what: 'Slack', text }]
  }
}

async function checkGroups(wanted: readonly string[], client: webApi.WebClient): Promise<Finding[]> {
  const { usergroups = [] } = await client.usergroups.list({ include_count: true })
  return wanted.map((what) => {
    const group = usergroups.find(({ id, handle }) => what === id || what === `@${handle}`)
    if (group !== undefined)
      return { ok: true, what, text: group.user_count === 1 ? '1 member' : `${group.user_count ?? 0} members` }
    const [close] = nearest(
      what,
      usergroups.map(({ handle }) => `@${handle}`),
    )
    return { ok: false, what, text: `no such user group${close ? `: did you mean ${close}?` : ''}` }
  })
}
