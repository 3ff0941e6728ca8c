import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAsked } from '../../src/alerts/asked.ts'
import { aDirectory, anEntry, anOperation, aStore } from '../store/builders.ts'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN, trace } from './traces.ts'
import { createWorld } from './world.ts'

const CANARY = 'hunter2-canary'
const a = 'orders'

describe('what is told and kept', () => {
  it('holds no secret of a trace', async () => {
    const dir = aDirectory()
    const { fleet, slack, start, pass } = await createWorld({ dir })
    fleet.shows([running(a)])
    start()
    await pass(60)
    fleet.put(
      failed(
        a,
        trace('java.sql.SQLException', `jdbc:postgresql://cdc:${CANARY}@db1/orders?password=${CANARY} refused`),
      ),
    )

    await pass(60)

    const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)))
    expect(slack.messages).toHaveLength(1)
    expect(files.some((file) => file.includes('SQLException'))).toBe(true)
    expect(files.some((file) => file.includes(CANARY))).toBe(false)
    expect(JSON.stringify(slack.messages)).not.toContain(CANARY)
  })
})

describe('the watch', () => {
  it('goes on over the others where no sense can be made of one Connect cluster', async () => {
    const { fleets, slack, logged, start, pass } = await createWorld({ clusters: ['lab', 'prod'] })
    for (const fleet of fleets) fleet.shows([running(a)])
    let isOdd = true
    const asked = async (cluster: string) => {
      if (isOdd && cluster === 'lab') throw new TypeError('nobody had thought of this')
      return new Map()
    }
    start({ asked })
    await pass(60)
    for (const fleet of fleets) fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    const during = slack.messages.map(({ view }) => view.incidents[0]?.incident.cluster)

    isOdd = false
    await pass(60)

    const all = slack.messages.map(({ view }) => view.incidents[0]?.incident.cluster)
    expect([during, all]).toEqual([['prod'], ['prod', 'lab']])
    expect(logged[0]).toContain('"cluster":"lab"')
  })
})

describe('two processes', () => {
  it('report channels that take no alerts once: the one that watches', async () => {
    const { start, pass } = await createWorld()
    const reported: string[] = []
    const reportingAs = (name: string) => start({ reportChannels: async () => void reported.push(name) })
    const first = reportingAs('first')
    reportingAs('second')
    await pass(60)
    const before = [...reported]

    await first.stop()
    await pass(60)

    expect([before, reported]).toEqual([['first'], ['first', 'second']])
  })
})

describe('a process that was stopped and goes on', () => {
  it('posts nothing any more, once another one has taken over', async () => {
    const { fleet, slack, start, pass, store, clock } = await createWorld()
    fleet.shows([running(a)])
    let wakesAt = 0
    const stopped = () => clock.sleep(Math.max(0, wakesAt - clock.now()))
    const hold: typeof store.alerts.hold = async (epoch, ms, run) => {
      await stopped()
      const held = await store.alerts.hold(epoch, ms, (tables) => {
        const saveRoot: typeof tables.saveRoot = (root) => {
          // Between claiming the post and posting it.
          if (root.state === 'sending') wakesAt = clock.now() + 90_000
          return tables.saveRoot(root)
        }
        return run({ ...tables, saveRoot })
      })
      await stopped()
      return held
    }
    start({ records: { ...store.alerts, hold } })
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)

    start()
    await pass(300)

    expect(slack.messages.map(({ view }) => view.copy)).toEqual([true])
    expect(slack.thread(slack.messages[0])).toEqual(['opened'])
  })
})

describe('a process that was stopped before an edit and goes on', () => {
  it('edits nothing any more, once another one has taken over', async () => {
    const { fleet, slack, start, pass, store, clock } = await createWorld()
    fleet.shows([running(a)])
    let isNear = false
    let wakesAt = 0
    const hold: typeof store.alerts.hold = async (epoch, ms, run) => {
      const held = await store.alerts.hold(epoch, ms, (tables) => {
        const shown: typeof tables.shown = (root) => {
          // Between looking at what there is to show and showing it.
          if (isNear) wakesAt = clock.now() + 90_000
          return tables.shown(root)
        }
        return run({ ...tables, shown })
      })
      await clock.sleep(Math.max(0, wakesAt - clock.now()))
      return held
    }
    start({ records: { ...store.alerts, hold } })
    await pass(60)
    fleet.put(failed(a, DATABASE_DOWN))
    await pass(60)
    isNear = true
    fleet.put(running(a))
    await pass(45)

    start()
    await pass(300)

    expect(slack.states()).toEqual(['recovered'])
    expect(slack.messages[0]?.edits).toHaveLength(1)
  })
})

describe('what the app was asked to do', () => {
  it('is what is under way and what was deleted since, on that Connect cluster', async () => {
    const { records, time } = await aStore()
    const asked = createAsked(records, { now: () => time.now })
    await records.operations.claim(anOperation(), 'one')
    await records.operations.claim(anOperation({ id: 'op-2', cluster: 'lab', connector: 'items' }), 'one')
    const deletion = await records.audit.begin(anEntry({ at: 1_000, action: 'delete', connector: 'old' }))
    await records.audit.complete(deletion, { outcome: 'done', detail: '', durationMs: 2_000 })

    const now = await asked('prod', 2_000)
    time.now = 61_001
    const later = await asked('prod', 60_000)

    expect([...now]).toEqual([
      ['old', 'delete'],
      ['orders', 'restart'],
    ])
    expect([...later]).toEqual([])
  })
})
