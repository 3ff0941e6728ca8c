import fc from 'fast-check'
import nock from 'nock'
import { afterEach, beforeAll, expect } from 'vitest'

// The same cases at each run: what fails for one fails for all. Another seed looks for new ones: SEED=7 npm test.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) })

// No test talks to anything but this machine, and none leaves an interceptor that nobody called.
beforeAll(() => {
  nock.disableNetConnect()
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/)
})

afterEach(() => {
  const pending = nock.pendingMocks()
  nock.cleanAll()
  expect(pending, 'expected requests that were never made').toEqual([])
})
