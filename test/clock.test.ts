import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { systemClock } from '../src/clock.ts'

it('ends a sleep with the reason of its signal', async () => {
  const ending = new AbortController()
  const asleep = systemClock.sleep(60_000, ending.signal)

  ending.abort('enough')

  await expect(asleep).rejects.toBe('enough')
})

it('does not fall asleep once it is aborted', async () => {
  await expect(systemClock.sleep(60_000, AbortSignal.abort('before'))).rejects.toBe('before')
})

it('leaves nothing on a signal when it wakes', async () => {
  const { signal } = new AbortController()

  await systemClock.sleep(1, signal)

  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('sleeps long where it is asked to sleep for longer than a timer can', async () => {
  const ending = new AbortController()
  const asleep = systemClock.sleep(86_400_000 * 365, ending.signal)

  await systemClock.sleep(20)
  ending.abort('still asleep')

  await expect(asleep).rejects.toBe('still asleep')
})
