import type { webApi } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'
import { platformError } from './platform-error.ts'

/** What we ask of a person's entry in Slack's directory. */
export interface Entry {
  name: string
  teamId: string | undefined
  enterpriseId: string | undefined
  deleted: boolean
  bot: boolean
  guest: boolean
  stranger: boolean
}

export type Directory = ReturnType<typeof createDirectory>

/** Slack has trouble of its own: asked again it may answer. */
const TROUBLE = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable', 'ratelimited'])

const FRESH_MS = 5 * 60_000
/** While Slack cannot be asked, what was known lives on this long; then membership counts for nothing. */
const STALE_MS = 30 * 60_000

/** Slack's people and user groups, asked at most every 5 minutes each. The client is one of its own (design 3.9). */
export function createDirectory({ client, clock }: { client: webApi.WebClient; clock: Clock }) {
  const people = cached(clock, async (id: string): Promise<Entry> => {
    const { user } = await client.users.info({ user: id })
    return {
      name: user?.profile?.display_name || user?.real_name || user?.name || id,
      teamId: user?.team_id,
      enterpriseId: user?.enterprise_user?.enterprise_id,
      deleted: user?.deleted ?? false,
      bot: user?.is_bot ?? false,
      guest: (user?.is_restricted ?? false) || (user?.is_ultra_restricted ?? false),
      stranger: user?.is_stranger ?? false,
    }
  })
  const members = cached(clock, async (group: string): Promise<ReadonlySet<string>> => {
    const { users } = await client.usergroups.users.list({ usergroup: group })
    return new Set(users ?? [])
  })
  /** handle → id, of the groups that are enabled. */
  const handles = cached(clock, async (_all: 'all'): Promise<ReadonlyMap<string, string>> => {
    const { usergroups } = await client.usergroups.list({})
    return new Map((usergroups ?? []).flatMap(({ handle, id }) => (handle && id ? [[handle, id] as const] : [])))
  })
  const shared = cached(clock, async (id: string): Promise<boolean> => {
    try {
      const { channel } = await client.conversations.info({ channel: id })
      return channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true
    } catch (error) {
      const name = platformError(error)
      if (name === undefined || TROUBLE.has(name)) throw error
      // What the app may not ask about, or cannot see, Slack says when it is posted to.
      return false
    }
  })
  return {
    person: people.get,
    members: members.get,
    handles: () => handles.get('all'),
    /** Whether another company is in the channel; false also where this may not be asked. */
    isShared: shared.get,
    /** Slack said that a group's members changed. */
    groupChanged: (group: string) => members.forget(group),
  }
}

/** One request at a time per key; a failed one falls back on what is not yet stale. */
function cached<Key extends string, Value>(clock: Clock, load: (key: Key) => Promise<Value>) {
  const known = new Map<Key, { at: number; value: Value }>()
  const asking = new Map<Key, Promise<Value>>()

  async function ask(key: Key): Promise<Value> {
    try {
      const value = await load(key)
      known.set(key, { at: clock.now(), value })
      return value
    } catch (error) {
      const last = known.get(key)
      if (last !== undefined && clock.now() - last.at < STALE_MS) return last.value
      throw error
    } finally {
      asking.delete(key)
    }
  }

  return {
    async get(key: Key): Promise<Value> {
      const last = known.get(key)
      if (last !== undefined && clock.now() - last.at < FRESH_MS) return last.value
      const request = asking.get(key) ?? ask(key)
      asking.set(key, request)
      return request
    },
    forget: (key: Key) => known.delete(key),
  }
}
