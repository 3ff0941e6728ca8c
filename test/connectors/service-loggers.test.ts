import { describe, expect, it, vi } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import { levelOf } from '../../src/connectors/loggers.ts'
import { PATIENT } from '../support/patience.ts'
import { ada, allow, BUTTON, bob, createWorld } from './world.ts'

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
  await vi.waitUntil(isOver, PATIENT)

  const loggers = await client.loggers()
  expect([ABOVE, BELOW].map((logger) => levelOf(loggers, logger))).toEqual(['INFO', 'INFO'])
})

it.each([
  [
    'a longer one below it stays',
    { logger: BELOW, level: 'TRACE' },
    { logger: ABOVE, level: 'DEBUG' },
    ['INFO', 'TRACE'],
  ],
  [
    'a longer one above it holds',
    { logger: ABOVE, level: 'DEBUG' },
    { logger: BELOW, level: 'TRACE' },
    ['DEBUG', 'DEBUG'],
  ],
] as const)('when a change is over, %s', async (_, long, short, levels) => {
  const { service, clock, client, records, until } = await createWorld()
  await until(service.setLevel(ada, { cluster: 'prod', ...long, minutes: 60 }, BUTTON))
  await until(service.setLevel(ada, { cluster: 'prod', ...short, minutes: 5 }, BUTTON))

  const left = async (count: number) => {
    await clock.advance(30_000)
    return (await records.levels.list()).length === count
  }
  await vi.waitUntil(() => left(1), PATIENT)
  const between = await client.loggers()
  await vi.waitUntil(() => left(0), PATIENT)
  const after = await client.loggers()

  expect([ABOVE, BELOW].map((logger) => levelOf(between, logger))).toEqual(levels)
  expect([ABOVE, BELOW].map((logger) => levelOf(after, logger))).toEqual(['INFO', 'INFO'])
})

it.each([
  ['nothing of a change that Connect refused', false, [], 'error'],
  ['a change of which nobody knows whether it was made', true, [ABOVE], 'unknown'],
])('keeps %s', async (_, outcomeUnknown, kept, outcome) => {
  const { another, prod, client, records, entries, until } = await createWorld()
  const setLevel = () => Promise.reject(new ConnectError('unexpected', 'no', { outcomeUnknown }))
  const service = another({ clusters: [{ ...prod, client: { ...client, setLevel } }] })

  const asked = until(service.setLevel(ada, { cluster: 'prod', logger: ABOVE, level: 'DEBUG', minutes: 5 }, BUTTON))

  await expect(asked).rejects.toThrow('no')
  expect((await records.levels.list()).map(({ logger }) => logger)).toEqual(kept)
  expect(await entries()).toMatchObject([{ outcome }])
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

it('what is changed by two people at once goes back to what was before both', async () => {
  const { another, service, prod, client, records, until } = await createWorld()
  const debug = { cluster: 'prod', logger: ABOVE, level: 'DEBUG', minutes: 5 } as const
  const loggers = async () => {
    await service.setLevel(bob, debug, BUTTON)
    return client.loggers()
  }
  const meanwhile = another({ clusters: [{ ...prod, client: { ...client, loggers } }] })

  await until(meanwhile.setLevel(ada, { ...debug, logger: BELOW, level: 'TRACE' }, BUTTON))

  const kept = await records.levels.list()
  expect(kept.map(({ before, logger }) => before.get(logger))).toEqual(['INFO', 'INFO'])
})

describe('when the audit log fails', () => {
  const CHANGE = { cluster: 'prod', logger: ABOVE, level: 'DEBUG', minutes: 5 } as const
  const fail = () => Promise.reject(new Error('disk full'))

  it('before the change, nothing is changed', async () => {
    const { another, client, records, until } = await createWorld()
    const service = another({ records: { ...records, audit: { ...records.audit, begin: fail } } })

    await expect(until(service.setLevel(ada, CHANGE, BUTTON))).rejects.toThrow('the audit log cannot be written')

    expect(levelOf(await client.loggers(), ABOVE)).toBe('INFO')
  })

  it('after the change, it is told as made', async () => {
    const { another, client, records, logged, until } = await createWorld()
    const service = another({ records: { ...records, audit: { ...records.audit, complete: fail } } })

    await until(service.setLevel(ada, CHANGE, BUTTON))

    expect(levelOf(await client.loggers(), ABOVE)).toBe('DEBUG')
    expect(logged).toEqual(['how a log level was changed could not be written down'])
  })
})

it('takes the right on every connector: one that is denied is enough to refuse', async () => {
  const denied = { ...allow('operator', ['CONNECT_EDIT_CONFIG'], 'payments-*'), effect: 'Deny' } as const
  const rules = { policies: [allow('operator'), denied], authorizedRoles: ['*'], adminRoles: [] }
  const { service, client, entries, until } = await createWorld({ rules, whereToAsk: 'Ask in #data.' })

  const asked = until(service.setLevel(ada, { cluster: 'prod', logger: ABOVE, level: 'TRACE', minutes: 5 }, BUTTON))

  await expect(asked).rejects.toThrow('that takes CONNECT_EDIT_CONFIG on all its connectors. Ask in #data.')
  expect(levelOf(await client.loggers(), ABOVE)).toBe('INFO')
  expect((await service.loggers(ada)).map(({ mayChange }) => mayChange)).toEqual([false])
  expect(await entries()).toMatchObject([
    {
      action: 'log level',
      allowed: false,
      outcome: 'refused',
      policies: [expect.stringMatching(/^Deny/), expect.stringMatching(/^Allow/)],
    },
  ])
})
