import { describe, expect, it } from 'vitest'
import type { ConnectClient } from '../../src/connect/client.ts'
import { ConnectError } from '../../src/connect/errors.ts'
import { ada, BUTTON, createWorld, ORDERS } from './world.ts'

it.each([
  ['ran', undefined, '3 of 3 tasks running'],
  ['was paused', 'pause', 'paused'],
] as const)('a connector that %s is waited for until it is so again', async (_, before, words) => {
  const { service, until, change } = await createOffsets()
  if (before) await until((await until(service.act(ada, before, ORDERS, {}, BUTTON))).settled)

  const { settled } = await change()

  expect(await until(settled)).toMatchObject({ kind: 'done', detail: expect.stringContaining(words) })
})

const UNREACHABLE = new ConnectError('unreachable', 'Nobody is there.')
const ANSWERED = { status: 500, outcomeUnknown: true }
const REFUSED = new ConnectError('unexpected', 'No such topic.', ANSWERED)

describe('where Connect does not change them', () => {
  it.each([
    ['cannot be reached', { alterOffsets: UNREACHABLE }, 'No offset was changed: Nobody is there. orders-sink goes on'],
    ['says no', { alterOffsets: REFUSED }, 'No offset was changed: No such topic. orders-sink goes on as before.'],
    ['does not tell them', { alterOffsets: REFUSED, offsets: UNREACHABLE }, 'It is not known how many offsets were'],
  ])('as it %s, the connector goes on', async (_, failures, words) => {
    const { change, verdict } = await createOffsets(failures)

    await expect(change()).rejects.toThrow(words)

    expect(await verdict()).toMatchObject({ reason: '3 of 3 tasks running' })
  })

  it.each([
    ['has not answered', new ConnectError('timed-out', 'No answer.', { outcomeUnknown: true })],
    ['has asked another worker', new ConnectError('unexpected', 'IO Error trying to forward REST request', ANSWERED)],
    ['stands behind a proxy that lost it', new ConnectError('unexpected', 'Bad Gateway', { ...ANSWERED, status: 502 })],
  ])('as it %s, the change may still come: the connector stays stopped', async (_, error) => {
    const { change, until } = await createOffsets({ alterOffsets: error })

    const { settled } = await change()

    expect(await until(settled)).toMatchObject({
      kind: 'unknown',
      detail: expect.stringMatching(/seen since: stopped$/),
    })
  })
})

it('tells that they were changed where the connector could not be asked to go on', async () => {
  const { change, verdict, entries } = await createOffsets({ resume: UNREACHABLE })

  await expect(change()).rejects.toThrow(
    'Its offsets were changed. orders-sink is stopped now and could not be asked to go on: Nobody is there.',
  )

  expect(await verdict()).toMatchObject({ reason: 'stopped' })
  expect(await entries()).toMatchObject([{ action: 'offsets', outcome: 'failed' }])
})

/** An offset that may be changed; what `failures` names fails once that was planned. */
async function createOffsets(failures: Partial<Record<keyof ConnectClient, ConnectError>> = {}) {
  const { connect, prod, another, clock, entries, until } = await createWorld({
    connect: { delays: { status: 1_000 } },
  })
  connect.commitOffsets('orders-sink', [
    { partition: { kafka_topic: 'orders', kafka_partition: 0 }, offset: { kafka_offset: 100 } },
  ])
  const client = { ...prod.client }
  const service = another({ clusters: [{ ...prod, client }] })
  return {
    service,
    until,
    entries,
    async change() {
      const { id } = await until(service.planOffsets(ada, ORDERS, { text: 'orders 0 = 42' }))
      for (const [method, error] of Object.entries(failures))
        Object.assign(client, { [method]: () => Promise.reject(error) })
      return until(service.changeOffsets(ada, id, BUTTON))
    },
    async verdict() {
      await clock.advance(10_000)
      return (await until(service.show(ada, ORDERS))).verdict
    },
  }
}
