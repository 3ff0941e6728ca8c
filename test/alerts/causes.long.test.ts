import { expect, it } from 'vitest'
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

it('as many causes as connectors, twice over, take seconds in all: nobody waits long who clicks meanwhile', {
  timeout: 120_000,
}, async () => {
  const { fleet, slack, open, start, pass } = await createWorld({ dir: aDirectory() })
  fleet.shows(ALL.map(running))
  start()
  await pass(60)
  const before = process.threadCpuUsage()

  for (const suffix of ['x', 'y']) {
    fleet.shows(broken(suffix))
    await pass(60)
    fleet.shows(ALL.map(running))
    await pass(60)
  }

  const { user, system } = process.threadCpuUsage(before)
  expect(await open()).toEqual([])
  expect(slack.messages.map(({ view }) => view.incidents.length)).toEqual([3_000, 3_000])
  // Of the processor, since other work at the same time counts for nothing; it takes about two.
  expect((user + system) / 1e6).toBeLessThan(8)
})
