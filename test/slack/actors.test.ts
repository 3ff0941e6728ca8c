import { webApi } from '@slack/bolt'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { UserSeed } from '../../sandbox/slack/seed.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { createActors } from '../../src/slack/actors.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { createTestClock } from '../support/clock.ts'
import { people, workspace } from '../support/workspace.ts'

const MINUTE = 60_000
const ROLES = new Map([
  ['ops', { users: [], groups: ['@data-ops'] }],
  ['editors', { users: [people.editor, people.guest], groups: ['S0ADMINS'] }],
])

/** Whoever acts in a workspace of the organisation E0ACME, where the operator is as given. */
async function withOperator(changes: Partial<UserSeed> = {}) {
  const slack = await startSlack({ seed: workspace(), rateLimits: false })
  onTestFinished(() => slack.close())
  const { users, userGroups } = slack.world
  const known = users.get(people.operator)
  if (known) users.set(people.operator, { ...known, ...changes })
  const clock = createTestClock()
  const client = new webApi.WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const directory = createDirectory({ client, clock })
  const problems: string[] = []
  const actors = createActors({
    directory,
    home: () => ({ teamId: 'T0TEAM', enterpriseId: 'E0ACME' }),
    roles: ROLES,
    onGroupProblem: (group, problem) => void problems.push(`${group}: ${problem}`),
  })
  await actors.start()
  const group = (id: string) => {
    const found = userGroups.get(id)
    if (!found) throw new Error(`There is no user group ${id}`)
    return found
  }
  return { slack, clock, directory, problems, group, rolesOf: async (id: string) => (await actors.actorOf(id)).roles }
}

describe('who', () => {
  it.each<[string, Partial<UserSeed>]>([
    ['was deleted', { deleted: true }],
    ['is a bot', { isBot: true }],
    ['is known through a shared channel alone, whatever their team', { isStranger: true }],
    ['is of another company', { teamId: 'T0OTHER', enterpriseId: 'E0OTHER' }],
    ['is of another workspace in no organisation', { teamId: 'T0OTHER' }],
  ])('%s is refused, although a role names their group', async (_, changes) => {
    const { rolesOf } = await withOperator(changes)

    await expect(rolesOf(people.operator)).rejects.toThrow('members of its own workspace only')
  })

  it('is of another workspace of our organisation is ours', async () => {
    const { rolesOf } = await withOperator({ teamId: 'T0OTHER', enterpriseId: 'E0ACME' })

    expect(await rolesOf(people.operator)).toEqual(['ops', '*'])
  })

  it.each([
    [people.reader, ['*']],
    [people.editor, ['editors', '*']],
    [people.admin, ['editors', '*']],
  ])('%s has the roles of their id and groups, and what everybody has', async (id, roles) => {
    const { rolesOf } = await withOperator()

    expect(await rolesOf(id)).toEqual(roles)
  })
})

describe('a guest', () => {
  it('has the roles that name them, and nothing that everybody has', async () => {
    const { rolesOf } = await withOperator()

    expect(await rolesOf(people.guest)).toEqual(['editors'])
  })

  it('has no role by a group', async () => {
    const { rolesOf } = await withOperator({ isRestricted: true })

    await expect(rolesOf(people.operator)).rejects.toThrow('only when an administrator named them')
  })
})

describe('a handle', () => {
  it('that is given to another group grants nothing, and says so', async () => {
    const { clock, group, rolesOf, problems } = await withOperator()
    group('S0OPS').handle = 'old-ops'
    Object.assign(group('S0ADMINS'), { handle: 'data-ops', users: [people.reader] })

    await clock.advance(5 * MINUTE)

    expect(await rolesOf(people.operator)).toEqual(['*'])
    expect(await rolesOf(people.reader)).toEqual(['editors', '*'])
    expect(problems).toContain('@data-ops: the handle names another user group than at start')
  })
})

describe('who is in a group', () => {
  it('counts for five minutes, and is asked for again then', async () => {
    const { clock, group, rolesOf } = await withOperator()
    await rolesOf(people.operator)
    group('S0OPS').users = []

    expect(await rolesOf(people.operator)).toEqual(['ops', '*'])
    await clock.advance(5 * MINUTE)
    expect(await rolesOf(people.operator)).toEqual(['*'])
  })

  it('is asked for at once when Slack says that it has changed', async () => {
    const { directory, group, rolesOf } = await withOperator()
    await rolesOf(people.operator)
    group('S0OPS').users = []

    directory.groupChanged('S0OPS')

    expect(await rolesOf(people.operator)).toEqual(['*'])
  })

  it('counts for thirty minutes while Slack cannot be asked, and for nothing then', async () => {
    const { slack, clock, rolesOf } = await withOperator()
    await rolesOf(people.operator)
    slack.failEach('usergroups.users.list', () => ({ kind: 'error', error: 'internal_error' }))

    await clock.advance(30 * MINUTE - 1)
    expect(await rolesOf(people.operator)).toEqual(['ops', '*'])
    await clock.advance(1)
    expect(await rolesOf(people.operator)).toEqual(['*'])
  })
})
