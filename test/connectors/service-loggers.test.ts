import { expect, it, vi } from 'vitest'
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
