import { expect, it } from 'vitest'
import type { BulkRun } from '../../src/connectors/bulk.ts'
import { aStore, DAY_MS } from './builders.ts'

const RUN: BulkRun = {
  id: 'b1',
  actor: { id: 'U1', name: 'operator' },
  origin: { surface: 'button' },
  action: 'pause',
  filter: {},
  items: [{ cluster: 'prod', connector: 'orders' }],
  startedAt: 1_000,
  entry: '7',
}

it('tells how far it has come', async () => {
  const { records } = await aStore()
  await records.bulks.begin(RUN, 'one', 31_000)
  await records.bulks.begun('b1', 'a')
  await records.bulks.begun('b1', 'b')
  await records.bulks.ended('b1', 'a', { kind: 'done', detail: 'paused' })

  const state = await records.bulks.get('b1')

  expect(state).toMatchObject(RUN)
  expect([...(state?.ends ?? [])]).toEqual([['a', { kind: 'done', detail: 'paused' }]])
  expect([...(state?.begun ?? [])]).toEqual(['b'])
})

it('is held by one process at a time', async () => {
  const { records, time } = await aStore()
  await records.bulks.begin(RUN, 'one', 31_000)

  expect(await records.bulks.hold('b1', 'two', 60_000)).toBe(false)
  expect(await records.bulks.hold('b1', 'one', 40_000)).toBe(true)
  time.now = 40_000
  const both = await Promise.all(['two', 'three'].map((holder) => records.bulks.hold('b1', holder, 90_000)))

  expect(both.filter(Boolean)).toHaveLength(1)
})

it('is nobody’s to hold once it has ended, and gone a week later', async () => {
  const { records, time, purge } = await aStore()
  await records.bulks.begin(RUN, 'one', 31_000)
  await records.bulks.finish('b1')

  expect(await records.bulks.hold('b1', 'one', 60_000)).toBe(false)
  expect(await records.bulks.unfinished()).toEqual([])
  time.now += 7 * DAY_MS
  await purge()

  expect(await records.bulks.get('b1')).toBeUndefined()
})

it('a level keeps what was before its first change', async () => {
  const { records } = await aStore()
  const change = {
    cluster: 'prod',
    logger: 'org.apache',
    level: 'DEBUG',
    until: 5,
    before: new Map([['org.apache', 'INFO']]),
  }
  await records.levels.keep(change)

  await records.levels.keep({ ...change, level: 'TRACE', until: 9, before: new Map([['org.apache', 'DEBUG']]) })

  expect(await records.levels.list()).toEqual([{ ...change, level: 'TRACE', until: 9 }])
})
