import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rootCause } from '../../src/connectors/cause.ts'

const FRAMES = '\n\tat com.example.Task.poll(Task.java:66)\n\tat java.base/java.lang.Thread.run(Thread.java:840)'
const trace = (...heads: string[]) => `${heads.map((head) => `${head}${FRAMES}`).join('\nCaused by: ')}\n`
const says = (text: string) => {
  const cause = rootCause(text)
  return cause && `${cause.exception}: ${cause.message}`
}

const CONNECT = 'org.apache.kafka.connect.errors.ConnectException'

describe('the root cause of a trace', () => {
  it.each([
    {
      what: 'the innermost one',
      heads: [`${CONNECT}: Error while polling`, 'org.postgresql.util.PSQLException: FATAL: no such user'],
      cause: 'PSQLException: FATAL: no such user',
    },
    {
      what: 'the only one',
      heads: ['java.io.IOException: disk full'],
      cause: 'IOException: disk full',
    },
    {
      what: 'the only one, even without a message',
      heads: ['java.lang.RuntimeException'],
      cause: 'RuntimeException: ',
    },
    {
      what: 'the one further out that says something, over an inner one without a message',
      heads: ['javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake', 'java.io.EOFException'],
      cause: 'SSLHandshakeException: Remote host terminated the handshake',
    },
    {
      what: 'a silent one over a wrapper',
      heads: [`${CONNECT}: Tolerance exceeded in error handler`, 'java.lang.NullPointerException'],
      cause: 'NullPointerException: ',
    },
    {
      what: 'a silent one over several wrappers',
      heads: [
        `${CONNECT}: Exiting WorkerSinkTask due to unrecoverable exception.`,
        `${CONNECT}: An exception occurred in the change event producer. This connector will be stopped.`,
        'java.util.concurrent.ExecutionException: java.lang.NullPointerException',
      ],
      cause: 'NullPointerException: ',
    },
    {
      what: 'the wrapper, when there is nothing else',
      heads: [`${CONNECT}: Tolerance exceeded in error handler`],
      cause: 'ConnectException: Tolerance exceeded in error handler',
    },
    {
      what: 'what a CompletionException carries, although the trace ends there',
      heads: ['java.util.concurrent.CompletionException: java.lang.IllegalStateException: closed'],
      cause: 'IllegalStateException: closed',
    },
    {
      what: 'an inner class by its own name',
      heads: ['com.example.Client$Retry$GaveUpException: after 3 tries'],
      cause: 'GaveUpException: after 3 tries',
    },
    {
      what: 'an anonymous class with the class around it',
      heads: ['com.example.Client$1: odd'],
      cause: 'Client$1: odd',
    },
    {
      what: 'the first line of a message of several',
      heads: ['org.postgresql.util.PSQLException: ERROR: duplicate key\n  Detail: Key (id)=(1) already exists.'],
      cause: 'PSQLException: ERROR: duplicate key',
    },
    {
      what: 'the first line with text in it',
      heads: ['com.snowflake.SnowflakeException: \n[SF] Invalid input'],
      cause: 'SnowflakeException: [SF] Invalid input',
    },
  ])('is $what', ({ heads, cause }) => {
    expect(says(trace(...heads))).toBe(cause)
  })

  it('is not what was suppressed, nor its causes', () => {
    const text = `java.io.IOException: the reason${FRAMES}
\tSuppressed: java.lang.Exception: on closing${FRAMES.replaceAll('\t', '\t\t')}
\tCaused by: java.lang.Exception: below${FRAMES.replaceAll('\t', '\t\t')}\n`

    expect(says(text)).toBe('IOException: the reason')
  })

  it.each([
    ['', undefined],
    [' \n', undefined],
    ['worker said no\nat noon', 'Error: worker said no'],
    ['java.io.IOException: over Windows\r\n\tat a.B.c(B.java:1)\r\n', 'IOException: over Windows'],
    [
      'java.io.IOException: outer\r\n\tat a.B.c(B.java:1)\r\nCaused by: a.InnerException: reason\r\n',
      'InnerException: reason',
    ],
  ])('of %j is %j', (text, cause) => {
    expect(says(text)).toBe(cause)
  })

  it('shows no secret', () => {
    const text = trace('java.sql.SQLException: jdbc:postgresql://db/x?user=u&password=hunter2 refused')

    expect(says(text)).not.toContain('hunter2')
  })

  it('shows no secret of several lines', () => {
    const text = trace(`${CONNECT}: Invalid value hunter2\nhunter3 for configuration ssl.key.password: bad`)

    expect(says(text)).toMatch(/^ConnectException: Invalid value /)
    expect(says(text)).not.toContain('hunter')
  })

  it('shows no known secret, not even the part that fits into the clipped line', () => {
    const text = trace(`a.BException: ${'x'.repeat(490)}correct-horse`)

    const cause = rootCause(text, ['correct-horse'])

    expect(cause?.message).toBe(`${'x'.repeat(490)}[hidden]`)
  })

  it('shows no secret where a long message is clipped', () => {
    const text = trace(`java.sql.SQLException: ${'x'.repeat(476)} postgres://user:hunter2@host`)

    const message = rootCause(text)?.message ?? ''

    expect(message).toHaveLength(500)
    expect(message).not.toContain('hunter')
  })

  it.each([
    ['frames', trace('a.B: outer') + FRAMES.repeat(100_000), 'B: outer'],
    ['causes', trace(...Array<string>(70_000).fill('a.B: outer'), 'a.CException: inner'), 'CException: inner'],
    ['one message', trace(`a.B: ${'m'.repeat(10_000_000)}`), /^B: m{499}…$/],
    ['names in a name', trace(`a.B: ${'a.CException: '.repeat(700_000)}`), /^CException: /],
  ])('is found in 10 MB of %s before the test’s time is over', (_, text, cause) => {
    expect(says(text)).toMatch(cause)
  })

  it.each([
    'Connection refused',
    'Connection refused (Connection refused)',
    'connect timed out',
    'Connection reset by peer',
  ])('names the host where the socket only says “%s”', (vague) => {
    const text = trace(
      'a.WrapperException: task failed',
      'b.PSQLException: Connection to db1:5432 refused.',
      `c.ConnectException: ${vague}`,
    )

    expect(says(text)).toBe('PSQLException: Connection to db1:5432 refused.')
  })

  it.each([
    ['converter-failed', /^JsonParseException: Unrecognized token 'bot'/],
    ['task-failed-on-start', /^NoSuchFileException: \/nope\/nope$/],
  ])('of the recorded status.%s.json is %s', (name, cause) => {
    const recorded = readFileSync(new URL(`../fixtures/status.${name}.json`, import.meta.url), 'utf8')
    const { tasks } = z.object({ tasks: z.array(z.object({ trace: z.string() })) }).parse(JSON.parse(recorded))

    expect(says(tasks[0]?.trace ?? '')).toMatch(cause)
  })
})
