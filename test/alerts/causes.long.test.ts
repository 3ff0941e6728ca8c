import { expect, it } from 'vitest'
import { RULES } from '../../src/alerts/rules.ts'
import { aDirectory } from '../store/builders.ts'
import { failed, names, running } from './statuses.ts'
import { trace } from './traces.ts'
import { createWorld } from './world.ts'

const ALL = names(3_000)

/** Each fails for a reason of its own: what differs is no number. */
const broken = (suffix: string) =>
  ALL.map((name, at) => {
    const table = [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    return failed(name, trace('com.acme.Broken', `table ${table}${suffix} is gone`))
  })

it('as many causes as connectors, thrice over and not all new, take seconds: nobody waits long who clicks meanwhile', {
  timeout: 120_000,
}, async () => {
  const rules = { ...RULES, reopensWithin: 60_000 }
  const { fleet, slack, open, start, pass } = await createWorld({ dir: aDirectory(), watcher: { rules } })
  fleet.shows(ALL.map(running))
  start()
  await pass(60)
  const before = process.threadCpuUsage()

  for (const suffix of ['x', 'y', 'x']) {
    fleet.shows(broken(suffix))
    await pass(60)
    fleet.shows(ALL.map(running))
    await pass(60)
  }

  const { user, system } = process.threadCpuUsage(before)
  expect(await open()).toEqual([])
  expect(slack.messages.map(({ view }) => view.incidents.length)).toEqual([3_000, 3_000, 3_000])
  // Of the processor, since other work at the same time counts for nothing; it takes about three.
  expect((user + system) / 1e6).toBeLessThan(6)
})
