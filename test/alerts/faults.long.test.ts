import { describe, expect, it } from 'vitest'
import type { AlertRecords, AlertTables } from '../../src/alerts/records.ts'
import { seeded } from './script.ts'
import type { Fault, Slack } from './slack.ts'
import { failed, names, running } from './statuses.ts'
import { trace } from './traces.ts'
import { createVictim } from './victim.ts'
import { createWorld } from './world.ts'

const FAULTS: readonly Fault[] = ['not-sent', 'limited', 'refused', 'lost', 'unknown', 'gone']
const ADA = { id: 'U0ADA', name: 'Ada' }
const groupOf = (connector: string) => `S-${connector}`

/** Notes how often each group is to be called. */
function noting(records: AlertRecords, wanted: Map<string, number>): AlertRecords {
  const noted = (tables: AlertTables): AlertTables => ({
    ...tables,
    saveStep(cluster, step, roots) {
      for (const { mention } of step.changes.flatMap(({ lines }) => lines))
        if (mention !== undefined) wanted.set(mention, (wanted.get(mention) ?? 0) + 1)
      return tables.saveStep(cluster, step, roots)
    },
  })
  return { ...records, hold: (epoch, ms, run) => records.hold(epoch, ms, (tables) => run(noted(tables))) }
}

/** Connectors fail and recover, people click, the app is killed, and Slack fails in some ways; then all is well again. */
async function live(seed: number) {
  const random = seeded(seed)
  const oneOf = <One>(all: readonly One[]) => all[Math.floor(random() * all.length)]
  const connectors = names(7)
  const afterMs = random() < 0.5 ? 0 : 60_000
  const rules = connectors.map((connector, n) => ({
    ...{ connector, channel: `C0${n % 3}` },
    mention: { group: groupOf(connector), afterMs },
  }))
  const world = await createWorld({ rules, watcher: { random } })
  const { slack, store, fleet, people, open, pass } = world
  if (random() < 0.5) slack.letRead()
  const faults = FAULTS.filter(() => random() < 0.5)
  const share = 0.6 * random()
  slack.fails((call) => {
    const fault = random() < share ? oneOf(faults) : undefined
    return call === 'post' && fault === 'gone' ? undefined : fault
  })

  const wanted = new Map<string, number>()
  const alerts = noting(store.alerts, wanted)
  const start = () => {
    const victim = createVictim({ ...world, store: { ...store, alerts } })
    world.start({ poster: victim.poster, records: victim.records })
    return victim
  }
  let victim = start()
  const failing = new Set<string>()
  const show = () =>
    fleet.shows(
      connectors.map((name) => (failing.has(name) ? failed(name, trace(`com.acme.${name}`, 'no')) : running(name))),
    )
  const happenings = [
    () => failing.add(oneOf(connectors) ?? ''),
    () => failing.delete(oneOf([...failing]) ?? ''),
    () => {
      for (const name of connectors) failing.add(name)
    },
    async () => people.acknowledge(oneOf(await open())?.id ?? '', ADA).catch(() => {}),
    async () => people.snooze(oneOf(await open())?.id ?? '', { by: ADA }).catch(() => {}),
    () => {
      victim.kill()
      victim = start()
    },
  ]
  show()
  await pass(60)
  for (let n = 0; n < 60; n++) {
    await oneOf(happenings)?.()
    show()
    await pass(Math.floor(random() * 40))
  }
  slack.fails(() => undefined)
  await pass(25 * 60)
  failing.clear()
  show()
  await pass(10 * 60)

  const [threads, roots] = await store.alerts.read(async (tables) => [
    await tables.threads(),
    await tables.unsaidRoots(),
  ])
  return { slack, wanted, waiting: [...threads, ...roots], open: await open() }
}

/** Lines that were said more than once, though none of them is marked as perhaps a copy. */
function saidTwice({ messages }: Slack): number[] {
  const ids = messages.flatMap(({ replies }) =>
    replies.flatMap(({ view }) => (view.copy ? [] : view.lines.map(({ id }) => id))),
  )
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

/** How often a group was called, but for what is marked as perhaps a copy. */
const callsOf = ({ messages }: Slack, group: string) =>
  messages
    .flatMap(({ view, replies }) => [view, ...replies.map((reply) => reply.view)])
    .filter(({ mentions, copy }) => mentions.includes(group) && !copy).length

describe('whatever Slack does, and however often the app is killed', () => {
  it.each(Array.from({ length: 8 }, (_, n) => n + 1))(
    'all is told in the end, and nothing twice (seed %i)',
    {
      timeout: 60_000,
    },
    async (seed) => {
      const { slack, wanted, waiting, open } = await live(seed)

      const calledTwice = [...wanted].filter(([group, times]) => callsOf(slack, group) > times)
      expect({ waiting, open, saidTwice: saidTwice(slack), calledTwice }).toEqual({
        waiting: [],
        open: [],
        saidTwice: [],
        calledTwice: [],
      })
      expect(slack.messages.length).toBeGreaterThan(0)
    },
  )
})
