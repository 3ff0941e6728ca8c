import { expect, it } from 'vitest'
import { aStore } from './builders.ts'

const SHOWN = { id: 'p1', user: 'U1', text: 'forty connectors' }
const QUARTER = 15 * 60_000

it('is given back to its person as often as wanted, and taken once', async () => {
  const { records } = await aStore()
  await records.previews.put(SHOWN)

  const looks = [await records.previews.get('p1', 'U1'), await records.previews.get('p1', 'U2')]
  const takes = await Promise.all([1, 2].map(() => records.previews.take('p1', 'U1')))

  expect(looks).toEqual([SHOWN.text, undefined])
  expect(takes.filter((text) => text === SHOWN.text)).toHaveLength(1)
  expect(await records.previews.get('p1', 'U1')).toBeUndefined()
})

it('is neither taken nor lost by what somebody else asks for', async () => {
  const { records } = await aStore()
  await records.previews.put(SHOWN)

  const taken = await records.previews.take('p1', 'U2')

  expect(taken).toBeUndefined()
  expect(await records.previews.take('p1', 'U1')).toBe(SHOWN.text)
})

it('is gone after a quarter of an hour', async () => {
  const { records, time } = await aStore()
  await records.previews.put(SHOWN)

  time.now += QUARTER

  expect(await records.previews.take('p1', 'U1')).toBeUndefined()
})

it('purging takes out what is over, and keeps what is not', async () => {
  const { records, time, purge } = await aStore()
  await records.previews.put(SHOWN)
  time.now += QUARTER
  await records.previews.put({ ...SHOWN, id: 'p2' })

  await purge()
  time.now -= QUARTER

  expect(await records.previews.get('p1', 'U1')).toBeUndefined()
  expect(await records.previews.get('p2', 'U1')).toBe(SHOWN.text)
})
