import type { webApi } from '@slack/bolt'
import type { Config } from '../../src/config.ts'
import { nearest } from '../../src/connectors/nearest.ts'
import type { Finding } from './finding.ts'

/** Asks Slack whose token this is, and for the size of every user group that gives a role. */
export async function checkSlack(roles: Config['roles'], client: webApi.WebClient): Promise<Finding[]> {
  try {
    const { team, user } = await client.auth.test()
    const token = { ok: true, what: 'SLACK_BOT_TOKEN', text: `${user} in the workspace ${team}` }
    const wanted = new Set([...roles.values()].flatMap(({ groups }) => groups))
    return wanted.size === 0 ? [token] : [token, ...(await checkGroups([...wanted], client))]
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
