import { expect, it, vi } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import { levelOf } from '../../src/connectors/loggers.ts'
import { ada, BUTTON, createWorld } from './world.ts'

const [ABOVE, BELOW] = ['org.apache.kafka', 'org.apache.kafka.connect']

it.each([
  ['below', ABOVE, BELOW],
  ['above', BELOW, ABOVE],
])('a level that was changed %s another goes back to what was before both', async (_, first, second) => {
  const { service, clock, client, records, until } = await createWorld()
  const debug = { cluster: 'prod', level: 'DEBUG' } as const
  await until(service.setLevel(ada, { ...debug, logger: first, minutes: 5 }, BUTTON))
  await until(service.setLevel(ada, { ...debug, logger: second, minutes: 15 }, BUTTON))

  const isOver = async () => {
    await clock.advance(60_000)
    return (await records.levels.list()).length === 0
  }
  await vi.waitUntil(isOver, { interval: 5 })

  const loggers = await client.loggers()
  expect([ABOVE, BELOW].map((logger) => levelOf(loggers, logger))).toEqual(['INFO', 'INFO'])
})

it.each([
  ['nothing of a change that Connect refused', false, []],
  ['a change of which nobody knows whether it was made', true, [ABOVE]],
])('keeps %s', async (_, outcomeUnknown, kept) => {
  const { another, prod, client, records, until } = await createWorld()
  const setLevel = () => Promise.reject(new ConnectError('unexpected', 'no', { outcomeUnknown }))
  const service = another({ clusters: [{ ...prod, client: { ...client, setLevel } }] })

  const asked = until(service.setLevel(ada, { cluster: 'prod', logger: ABOVE, level: 'DEBUG', minutes: 5 }, BUTTON))

  await expect(asked).rejects.toThrow('no')
  expect((await records.levels.list()).map(({ logger }) => logger)).toEqual(kept)
})

it('a later change that Connect refused leaves the earlier one as it was', async () => {
  const { another, service, prod, client, records, until } = await createWorld()
  const debug = { cluster: 'prod', logger: ABOVE, level: 'DEBUG' } as const
  const made = await until(service.setLevel(ada, { ...debug, minutes: 5 }, BUTTON))
  const setLevel = () => Promise.reject(new ConnectError('rejected', 'no'))
  const refusing = another({ clusters: [{ ...prod, client: { ...client, setLevel } }] })

  await expect(until(refusing.setLevel(ada, { ...debug, minutes: 60 }, BUTTON))).rejects.toThrow('no')

  expect(await records.levels.list()).toEqual([made])
})
