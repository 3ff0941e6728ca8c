import { describe, expect, it } from 'vitest'
import { failed, names, running } from './statuses.ts'
import { DISK_FULL, trace } from './traces.ts'
import { createWorld } from './world.ts'

it('a cause that changes again and again is told in one line a minute', async () => {
  const { slack, fleet, start, pass } = await createWorld()
  fleet.shows([running('orders')])
  start()
  await pass(60)
  for (let time = 0; time < 10; time++) {
    fleet.put(failed('orders', trace(`com.acme.Broken${'AB'[time % 2]}`, 'no')))
    await pass(30)
  }

  const told = slack.messages[0]?.replies.filter(({ view }) =>
    view.lines.some(({ line }) => line.event === 'cause-changed'),
  )
  const gaps = told?.slice(1).map(({ at }, before) => at - (told[before]?.at ?? 0)) ?? []
  expect(gaps.length).toBeGreaterThan(1)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60_000)
})

describe('a storm', () => {
  it('of more than five causes in a channel is one summary with a list', async () => {
    const { fleet, slack, start, pass } = await createWorld()
    const all = names(8)
    fleet.shows(all.map(running))
    start()
    await pass(60)
    fleet.shows(all.map((name) => failed(name, `com.acme.${name.replace('-', 'Number')}Exception: no`)))

    await pass(60)

    expect(slack.messages.map(({ view }) => [view.summary, view.incidents.length])).toEqual([[true, 8]])
  })

  it('that goes on joins the summary that is there', async () => {
    const { fleets, slack, start, pass } = await createWorld({ clusters: ['one', 'two', 'three'] })
    for (const fleet of fleets) fleet.shows(names(4).map(running))
    start()
    await pass(60)
    for (const fleet of fleets) fleet.shows(names(4).map((name, at) => failed(name, `com.acme.E${at}: no`)))

    await pass(120)

    expect(slack.messages.map(({ view }) => view.incidents.length).toSorted()).toEqual([1, 1, 1, 1, 8])
  })

  it('of connectors with one cause is told in one line a minute', async () => {
    const { fleet, slack, start, pass } = await createWorld()
    const all = names(60)
    fleet.shows(all.map(running))
    start()
    await pass(60)

    for (const name of all) {
      fleet.put(failed(name, DISK_FULL))
      await pass(5)
    }
    await pass(120)

    const lines = slack.lines(slack.messages[0])
    const told = lines.reduce((sum, { event, count = 0 }) => (event === 'worsened' ? sum : sum + count), 0)
    expect(told).toBe(60)
    expect(slack.messages[0]?.replies.length).toBeLessThanOrEqual(12)
  })
})
