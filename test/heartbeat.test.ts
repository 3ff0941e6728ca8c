import { expect, it, vi } from 'vitest'
import { createHeartbeat } from '../src/heartbeat.ts'
import { answer, startServer } from './connect/server.ts'
import { createTestClock } from './support/clock.ts'
import { PATIENT } from './support/patience.ts'

const SECRET = 'c0ffee-s3cret'

/** A heartbeat whose URL answers as the test says: a status, or nothing. */
async function open(first: number | 'nothing' = 200) {
  let status = first
  const clock = createTestClock()
  const server = await startServer((response, request) => {
    if (status !== 'nothing') answer(status)(response, request)
  })
  const logged: string[] = []
  const write = (fields: object | string, message = '') => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const beat = createHeartbeat({ url: `${server.url}/${SECRET}`, clock, log: { info: write, warn: write } })
  return {
    ...{ clock, logged, server, beat },
    answers: (next: typeof status) => {
      status = next
    },
    /** Beats, and waits until the URL was asked so often in all. */
    async beats(times: number) {
      await vi.waitFor(() => {
        beat()
        expect(server.requests.length).toBeGreaterThanOrEqual(times)
      }, PATIENT)
    },
  }
}

it('asks the URL once for each beat', async () => {
  const { server, beat, beats } = await open()

  beat()
  await beats(2)

  expect(server.requests[0]).toMatchObject({ method: 'GET', path: `/${SECRET}` })
})

it('says once that the URL fails and once that it works again, and never what it is', async () => {
  const { beats, answers, logged } = await open(503)
  await beats(3)

  answers(200)
  await beats(5)
  await vi.waitFor(() => expect(logged).toHaveLength(2), PATIENT)

  expect(logged[0]).toContain('does not take the sign of life {"reason":"it answered 503"}')
  expect(logged[1]).toContain('takes the sign of life again')
  expect(logged.join()).not.toContain(SECRET)
})

it('gives up after ten seconds, and lets no second call pile up behind the first', async () => {
  const { clock, server, beat, beats, logged, answers } = await open('nothing')
  await beats(1)
  beat()
  await clock.advance(9_999)
  const before = { asked: server.requests.length, said: logged.length }

  await clock.advance(1)
  await vi.waitFor(() => expect(logged).toHaveLength(1), PATIENT)
  answers(200)
  await beats(2)

  expect(before).toEqual({ asked: 1, said: 0 })
  expect(logged[0]).toContain('no answer within 10 s')
})

it('goes nowhere but to the URL, and calls a redirect a failure', async () => {
  const elsewhere = await startServer(answer(200))
  const here = await startServer((response) => void response.writeHead(302, { location: elsewhere.url }).end())
  const logged: object[] = []
  const log = { info: () => {}, warn: (fields: object) => void logged.push(fields) }

  createHeartbeat({ url: here.url, clock: createTestClock(), log })()

  await vi.waitFor(() => expect(logged).toEqual([{ reason: 'it answered 302' }]), PATIENT)
  expect(elsewhere.requests).toEqual([])
})

it('says why there is no connection, without the URL', async () => {
  const clock = createTestClock()
  const logged: object[] = []
  const log = { info: () => {}, warn: (fields: object) => void logged.push(fields) }

  createHeartbeat({ url: `http://127.0.0.1:1/${SECRET}`, clock, log })()

  await vi.waitFor(() => expect(logged).toHaveLength(1), PATIENT)
  expect(JSON.stringify(logged)).toMatch(/no (connection|answer)/)
  expect(JSON.stringify(logged)).not.toContain(SECRET)
})
