import { describe, expect, it } from 'vitest'
import { type Failure, type Happening, seeded, writeScript } from './script.ts'
import type { Slack } from './slack.ts'
import { failed, names, running, waiting } from './statuses.ts'
import { trace } from './traces.ts'
import { createVictim } from './victim.ts'
import { createWorld } from './world.ts'

const DAY_MS = 24 * 3_600_000
const TRACE = (cause: string) =>
  trace('org.postgresql.util.PSQLException', `Connection to ${cause}.example.com:5432 refused.`)

/** Lives through a scripted day: Slack loses one answer in twenty, the app is killed every hour. */
async function live(seed: number) {
  const random = seeded(seed)
  const { clusters, failures, happenings } = writeScript(random)
  const world = await createWorld({
    clusters,
    rules: clusters.map((cluster) => ({ cluster, channel: `C-${cluster}` })),
    watcher: { random },
  })
  const { clock, fleets, slack, pass } = world
  const begin = clock.now()
  let lost = 0
  slack.fails(() => {
    if (random() > 0.05) return undefined
    lost++
    return 'lost'
  })
  const fleetOf = new Map(fleets.map((fleet) => [fleet.cluster.id, fleet]))
  const failing = new Map<string, string>()
  const moving = new Set<string>()
  const show = (cluster: string) =>
    fleetOf.get(cluster)?.shows(
      names(50).map((name) => {
        const cause = failing.get(`${cluster}/${name}`)
        if (cause) return failed(name, TRACE(cause))
        return moving.has(cluster) ? waiting(name) : running(name)
      }),
    )
  let victim = createVictim(world)
  const start = () => {
    victim = createVictim(world)
    world.start({ poster: victim.poster, records: victim.records })
  }
  const happen = (one: Happening) => {
    if (one.what === 'dies') victim.kill()
    else if (one.what === 'starts') start()
    else if (one.what === 'rebalances') moving.add(one.cluster)
    else if (one.what === 'settles') moving.delete(one.cluster)
    else if (one.what === 'fails') failing.set(`${one.cluster}/${one.connector}`, one.cause)
    else if (one.what === 'runs') failing.delete(`${one.cluster}/${one.connector}`)
    if ('cluster' in one) show(one.cluster)
  }

  clusters.forEach(show)
  start()
  for (const one of happenings) {
    await pass((begin + one.at - clock.now()) / 1_000)
    happen(one)
  }
  await pass((begin + DAY_MS - clock.now()) / 1_000)
  const kills = happenings.filter(({ what }) => what === 'dies').length
  return { begin, failures, slack, doubts: lost + kills, open: await world.open() }
}

/** What people read: who began to fail and when, told for the first time or again. */
function toldIn(slack: Slack) {
  return slack.messages.flatMap(({ replies }) =>
    replies.flatMap(({ view }) =>
      view.lines
        .filter(({ line }) => ['opened', 'reopened', 'joined'].includes(line.event))
        .flatMap(({ incident, line }) => {
          const about = view.incidents.find((one) => one.incident.id === incident)?.incident
          return (line.names ?? []).map((connector) => ({
            connector,
            at: line.at,
            cluster: about?.cluster,
            kind: about?.kind,
            cause: about?.cause?.message ?? '',
            copy: view.copy,
          }))
        }),
    ),
  )
}

describe('a day of three Connect clusters', () => {
  it.each([1, 2, 3])('with seed %i is told as it was', { timeout: 300_000 }, async (seed) => {
    const { begin, failures, slack, doubts, open } = await live(seed)

    const told = toldIn(slack).filter(({ kind }) => kind === 'failed')
    const isAbout = (failure: Failure) => (line: (typeof told)[number]) =>
      line.cluster === failure.cluster &&
      line.connector === failure.connector &&
      line.cause.includes(`${failure.cause}.`) &&
      line.at - begin >= failure.from &&
      line.at - begin <= failure.to + 300_000
    const lost = failures.filter((failure) => !told.some(isAbout(failure)))
    const doubled = failures.filter((failure) => told.filter(isAbout(failure)).filter(({ copy }) => !copy).length > 1)
    const invented = told.filter((line) => !failures.some((failure) => isAbout(failure)(line)))
    const copies = slack.messages.filter(({ view }) => view.copy).length
    const latest = new Map(slack.messages.map((message) => [message.view.root, message]))
    const unfinished = [...latest.values()].filter(({ view }) =>
      view.incidents.some(({ state }) => state !== 'recovered'),
    )

    expect(failures.length).toBeGreaterThan(150)
    expect({ lost, doubled, invented, unfinished, open }).toEqual({
      lost: [],
      doubled: [],
      invented: [],
      unfinished: [],
      open: [],
    })
    expect(copies).toBeLessThanOrEqual(doubts)
    expect(slack.messages.length - copies).toBe(latest.size)
  })
})
