import { expect, it } from 'vitest'
import { createLog, slackLogger } from '../src/log.ts'

/** A log and the lines that it has written. */
function recorder(level: 'debug' | 'info' = 'debug') {
  const lines: string[] = []
  const log = createLog({ level, destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

it('writes a static message with fields', () => {
  const { log, last } = recorder()

  log.info({ cluster: 'prod', action: 'pause' }, 'Action')

  expect(last()).toMatchObject({ level: 'info', msg: 'Action', cluster: 'prod', action: 'pause' })
})

it.each([
  ['a field of that name', { password: 'hunter2' }],
  ['one inside another field', { request: { token: 'hunter2' } }],
  ['a whole config', { config: { 'a.key': 'hunter2' } }],
  ['a text that holds one', { detail: 'jdbc:x?user=a&password=hunter2' }],
  ['the message of an error', { err: new Error('password=hunter2') }],
  ['the cause of an error', { err: new Error('no', { cause: new Error('https://u:hunter2@host/') }) }],
  ['what a library hung on an error', { err: Object.assign(new Error('no'), { data: { x: 'hunter2' } }) }],
  ['a bare error', new Error('password=hunter2')],
])('never writes a secret: %s', (_what, fields) => {
  const { log, lines } = recorder()

  log.error(fields, 'Failed')
  if (fields instanceof Error) log.error(fields)

  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join('')).not.toContain('hunter2')
})

it('writes what an error is and why', () => {
  const { log, last } = recorder()
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

  log.error({ err: new TypeError('no', { cause }) }, 'Failed')

  expect(last().err).toMatchObject({
    name: 'TypeError',
    message: 'no',
    cause: { message: 'refused', code: 'ECONNREFUSED' },
  })
})

it('survives an error that is its own cause', () => {
  const { log, last } = recorder()
  const error = new Error('round')
  error.cause = error

  log.error({ err: error }, 'Failed')

  expect(last().err.message).toBe('round')
})

it("drops the debug output of Slack's libraries at every level, and payloads from the rest", () => {
  const { log, lines, last } = recorder('debug')
  const logger = slackLogger(log)

  logger.setLevel(logger.getLevel())
  logger.debug('a payload', { text: 'hunter2' })
  logger.warn('Slack said', new Error('password=hunter2'), { text: 'hunter2' })

  expect(lines).toHaveLength(1)
  expect(last()).toMatchObject({ level: 'warn', text: 'Slack said password=[hidden]' })
})
