import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { within } from '../../src/connect/limit.ts'
import { createTestClock } from '../support/clock.ts'

it('leaves nothing on the signal of a caller who goes on for days', async () => {
  const outside = new AbortController()
  const given = Promise.withResolvers<AbortSignal>()

  await within(createTestClock(), 1_000, outside.signal, async (signal) => given.resolve(signal))

  expect(getEventListeners(await given.promise, 'abort')).toEqual([])
})
