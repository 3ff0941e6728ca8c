import { describe, expect, it } from 'vitest'
import { seeded } from './script.ts'
import { failed, names, running } from './statuses.ts'
import { DATABASE_DOWN, DISK_FULL, LOGIN_REFUSED } from './traces.ts'
import { createWorld } from './world.ts'

const CAUSES = [DATABASE_DOWN, DISK_FULL, LOGIN_REFUSED]
const CLUSTERS = names(10)

/** Of 10,000 connectors on ten Connect clusters a thousand fail at once, for three causes; Slack refuses every other call. */
async function aStorm() {
  const world = await createWorld({ clusters: CLUSTERS })
  const random = seeded(7)
  for (const fleet of world.fleets) fleet.shows(names(1_000).map(running))
  world.start()
  await world.pass(60)
  world.slack.fails(() => (random() < 0.5 ? 'limited' : undefined))
  for (const fleet of world.fleets)
    fleet.shows(names(1_000).map((name, at) => (at < 100 ? failed(name, CAUSES[at % 3] ?? '') : running(name))))
  await world.pass(600)
  return world
}

describe('a storm over ten Connect clusters', () => {
  it('has each connector in exactly one incident, which lists it', { timeout: 120_000 }, async () => {
    const { people, open } = await aStorm()

    const incidents = await open()
    const members = await Promise.all(
      incidents.map(async ({ id, cluster }) =>
        (await people.members(id, { offset: 0, limit: 1_000 })).map(({ subject }) => `${cluster}/${subject}`),
      ),
    )

    expect(incidents).toHaveLength(30)
    expect(members.flat().toSorted()).toEqual(
      CLUSTERS.flatMap((cluster) => names(100).map((name) => `${cluster}/${name}`)).toSorted(),
    )
  })

  it('stays readable, within what Slack takes, and shows its end', { timeout: 120_000 }, async () => {
    const { slack, fleets, pass, open } = await aStorm()
    const duringStorm = slack.messages.length

    for (const fleet of fleets) fleet.shows(names(1_000).map(running))
    await pass(1_200)

    const edits = slack.messages.flatMap((message) => message.edits)
    const posts = slack.messages
      .flatMap(({ at, replies }) => [at, ...replies.map((reply) => reply.at)])
      .toSorted((a, b) => a - b)
    expect(duringStorm).toBeLessThanOrEqual(6)
    expect(slack.messages).toHaveLength(duringStorm)
    expect(slack.states().join(' ')).not.toContain('firing')
    expect(await open()).toEqual([])
    expect(
      Math.max(...edits.map((at) => edits.filter((other) => other >= at && other < at + 60_000).length)),
    ).toBeLessThanOrEqual(40)
    expect(posts.slice(1).every((at, index) => at - (posts[index] ?? 0) >= 1_000)).toBe(true)
    expect(posts.length).toBeLessThan(60)
  })
})
