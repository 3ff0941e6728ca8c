import { type Actor, EVERYONE } from '../connectors/policy.ts'
import { UserError } from '../errors.ts'
import type { Directory, Entry } from './directory.ts'

interface RoleMembers {
  users: readonly string[]
  /** Ids of user groups (S…) or their handles. */
  groups: readonly string[]
}

interface Deps {
  directory: Directory
  /** Whose app this is, from auth.test. */
  home: () => { teamId: string; enterpriseId?: string | undefined }
  roles: ReadonlyMap<string, RoleMembers>
  /** A group that grants nothing now: why. */
  onGroupProblem: (group: string, problem: string) => void
}

export type Actors = ReturnType<typeof createActors>

/**
 * Slack user → actor. `*` among the roles says "one of ours"; a guest has only the roles that name their user id.
 * Whoever cannot be established as ours is refused: fail closed.
 */
export function createActors({ directory, home, roles, onGroupProblem }: Deps) {
  /** What each handle meant at start: a handle that is given to another group later grants nothing. */
  const meant = new Map<string, string>()
  const groups = new Set([...roles.values()].flatMap((role) => role.groups))

  async function groupId(group: string): Promise<string | undefined> {
    if (!group.startsWith('@')) return group
    const now = (await directory.handles()).get(group.slice(1))
    const then = meant.get(group) ?? now
    if (then !== undefined) meant.set(group, then)
    if (now !== undefined && now === then) return now
    onGroupProblem(
      group,
      now === undefined ? 'no such user group' : 'the handle names another user group than at start',
    )
    return undefined
  }

  /** undefined: Slack cannot be asked, which grants nothing. */
  async function isMember(userId: string, group: string): Promise<boolean | undefined> {
    try {
      const id = await groupId(group)
      return id !== undefined && (await directory.members(id)).has(userId)
    } catch (error) {
      onGroupProblem(group, `cannot be asked: ${error instanceof Error ? error.message : 'unknown error'}`)
      return undefined
    }
  }

  function isOurs(entry: Entry): boolean {
    const { teamId, enterpriseId } = home()
    const sameOrganisation = enterpriseId !== undefined && entry.enterpriseId === enterpriseId
    return (entry.teamId === teamId || sameOrganisation) && !entry.deleted && !entry.bot && !entry.stranger
  }

  return {
    /** Resolves the handles, so that what they mean is settled before anybody acts. */
    async start() {
      await Promise.all([...groups].map(groupId))
    },
    async actorOf(userId: string): Promise<Actor> {
      const entry = await directory.person(userId).catch((cause: unknown) => {
        throw new UserError('Slack did not say who you are, so nothing was done. Try again in a minute.', { cause })
      })
      if (!isOurs(entry)) {
        throw new UserError('This app serves the members of its own workspace only. Nothing was done.')
      }
      const member = new Map(
        entry.guest ? [] : await Promise.all([...groups].map(async (g) => [g, await isMember(userId, g)] as const)),
      )
      const named = [...roles].flatMap(([role, { users, groups }]) =>
        users.includes(userId) || groups.some((g) => member.get(g)) ? [role] : [],
      )
      if (entry.guest && named.length === 0) {
        throw new UserError('Guests may use this app only when an administrator named them. Nothing was done.')
      }
      const unasked = [...member].flatMap(([group, is]) => (is === undefined ? [group] : []))
      return {
        id: userId,
        name: entry.name,
        roles: entry.guest ? named : [...named, EVERYONE],
        ...(unasked.length > 0 && { doubt: `Slack did not say who is in ${unasked.join(', ')}` }),
      }
    },
  }
}
