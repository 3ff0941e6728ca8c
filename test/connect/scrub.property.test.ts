import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrub } from '../../src/connect/scrub.ts'

/** Pieces that make the patterns start, stop and meet each other. */
const piece = fc.constantFrom(
  ...[
    'password',
    'token',
    'jaas.config',
    'secret.key',
    '=',
    ': ',
    '=>',
    '%3D',
    '"',
    "'",
    '\\',
    '\\"',
    ' ',
    '\n',
    ',',
    ';',
  ],
  ...[
    '&',
    '?sig=',
    '://',
    '@',
    '/',
    ':8083/',
    '[hidden]',
    '[',
    ']',
    '${file:/a:b}',
    '${',
    '}',
    'Bearer ',
    'Basic ',
    'null',
  ],
  ...['Invalid value ', ' for configuration ', 'db.', '-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
  ...[
    'LoginModule required ',
    'jdbc:oracle:thin:',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJI.eyJzdWIiOiJ',
    'xoxb-12345678',
    'x',
    '\ud800',
  ],
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
)

it('hides the same when it hides twice', () => {
  fc.assert(
    fc.property(text, (original) => {
      const once = scrub(original)

      expect(scrub(once)).toBe(once)
    }),
    { numRuns: 3000, examples: [['://${file:/a:b}@@'], ['://a:b/c@d@e']] },
  )
})

it('lets no planted secret through, whatever stands around it', () => {
  const frames: ((secret: string) => string)[] = [
    (secret) => `password=${secret}`,
    (secret) => `"client.secret": "${secret}"`,
    (secret) => `kafka://app:${secret}@broker`,
    (secret) => `sasl.jaas.config=x required password="${secret}";`,
    (secret) => `Authorization: Bearer ${secret}`,
  ]
  const secret = fc
    .string({ unit: fc.constantFrom(...'abcXYZ0189!$%+-_.~'), minLength: 4, maxLength: 40 })
    .map((end) => `hunter2${end}`)
  const around = fc.string({ unit: fc.constantFrom(...'abc .,;:()\n') })
  fc.assert(
    fc.property(around, fc.constantFrom(...frames), secret, around, (before, frame, planted, after) => {
      expect(scrub(`${before} ${frame(planted)} ${after}`)).not.toContain(planted)
    }),
    { numRuns: 1000 },
  )
})

describe('in time that grows with the length alone', () => {
  it.each([
    ...[
      'a',
      'password=',
      'password="',
      "pwd='",
      '://',
      '://a:',
      '?key=',
      'Invalid value ',
      '-----BEGIN PRIVATE KEY-----',
    ],
    ...['Invalid value x for configuration ', 'Invalid value x for configuration secret.', '-eyJ', 'eyJaaaaaaaaaaaa.'],
    ...[
      'Bearer ',
      'Basic ',
      '\\',
      'password\\\\',
      'password ',
      'LoginModule required ',
      'jaas.config=',
      'jdbc:oracle:thin:',
    ],
    ...['password=${a:', '${a:b}', '"\'', '),', 'a@', '\n'],
  ])('repeating %j', (repeated) => {
    const long = repeated.repeat(Math.ceil(500_000 / repeated.length))

    // A quadratic pattern would take minutes, and so the time that a test has.
    expect(scrub(long)).not.toBe('')
  })
})
