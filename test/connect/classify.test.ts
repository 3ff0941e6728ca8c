import { describe, expect, it } from 'vitest'
import { classify } from '../../src/connect/classify.ts'

const READ = { method: 'GET', path: '/connectors', changes: false }
const WRITE = { method: 'PUT', path: '/connectors/orders/stop', changes: true }
const refusal = (message: string | null) => JSON.stringify({ error_code: 500, message })

describe('pages that are not Kafka Connect’s', () => {
  const nginx = (title: string) => `<html><head><title>${title}</title></head><body>nginx</body></html>`

  it.each([
    ['a gateway that lost the worker', 502, nginx('502 Bad Gateway'), 'unexpected', true],
    ['a gateway that waited too long', 504, nginx('504 Gateway Time-out'), 'timed-out', true],
    ['a load balancer without workers', 503, 'no healthy upstream', 'unexpected', true],
    ['an ingress without a route', 404, 'default backend - 404', 'unexpected', false],
    ['a login page', 200, nginx('Sign in'), 'unexpected', true],
    ['a redirect to a login', 302, '', 'unexpected', false],
    ['a refusal by a proxy', 403, nginx('403 Forbidden'), 'unauthorized', false],
    ['a JSON answer of another API', 404, '{"message":"no Route matched"}', 'unexpected', false],
  ])('%s', (_, status, text, kind, lost) => {
    const read = classify(READ, status, text)
    const write = classify(WRITE, status, text)

    expect(read).toMatchObject({ kind, status, outcomeUnknown: false })
    expect(write).toMatchObject({ kind, status, outcomeUnknown: lost })
  })

  it('names the page, so that one knows whom to ask', () => {
    const error = classify(READ, 502, nginx('502 Bad Gateway'))

    expect(error.message).toBe(
      'The answer was 502, "502 Bad Gateway", which is not Kafka Connect\'s. Is there a proxy in between?',
    )
  })

  it('tells a worker that failed from a proxy', () => {
    const jetty = '<title>Error 500 Request failed.</title><h2>HTTP ERROR 500 Request failed.</h2>'

    const error = classify(READ, 500, jetty)

    expect(error.message).toBe(
      'The worker failed and does not say why (500, "Error 500 Request failed."): its log does.',
    )
  })

  it('repeats nothing of the text of a 401: it may hold what was sent', () => {
    const error = classify(READ, 401, 'bad credentials admin:hunter2')

    expect(error.message).toBe('Kafka Connect refused our credentials (401).')
  })
})

describe('the two meanings of 409', () => {
  it.each([
    'Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)',
    'Cannot complete request because of a conflicting operation (e.g. worker rebalance)',
    'Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.',
  ])('is a rebalance: %s', (message) => {
    expect(classify(WRITE, 409, refusal(message)).kind).toBe('rebalancing')
  })

  it.each([
    ['already-exists', 'Connector Cannot complete request momentarily due to already exists'],
    ['rejected', 'The request failed because of fencing'],
  ])('is %s: %s', (kind, message) => {
    expect(classify(WRITE, 409, refusal(message)).kind).toBe(kind)
  })
})

it.each([
  'Request timed out',
  'Error writing target state to Kafka',
  'IO Error trying to forward REST request: java.net.ConnectException: Connection refused',
  'a text that nobody has seen before',
  null,
])('does not claim to know whether a write was carried out after: %s', (message) => {
  const write = classify(WRITE, 500, refusal(message))
  const read = classify(READ, 500, refusal(message))

  expect(write.outcomeUnknown).toBe(true)
  expect(read.outcomeUnknown).toBe(false)
})

it('says what an endpoint needs when the worker does not have it', () => {
  const error = classify({ ...WRITE, needs: 'stop' }, 404, '{"error_code":404,"message":"HTTP 404 Not Found"}')

  expect(error.kind).toBe('unsupported')
  expect(error.message).toBe('Stopping a connector needs Kafka Connect 3.5 or newer.')
})

it('does not call a worker too old that lost the slash of a name on the way to the leader', () => {
  const asked = { ...WRITE, path: '/connectors/a%2Fb/stop', needs: 'stop' } as const

  const error = classify(asked, 404, '{"error_code":404,"message":"HTTP 404 Not Found"}')

  expect(error).toMatchObject({ kind: 'rejected', outcomeUnknown: false })
  expect(error.message).toContain('the / is lost on the way')
})

it('takes topic tracking that is switched off for a missing feature, not for bad credentials', () => {
  const error = classify(READ, 403, '{"error_code":403,"message":"Topic tracking is disabled."}')

  expect(error).toMatchObject({ kind: 'unsupported', message: 'Topic tracking is disabled.' })
})

it('hides what a reference was resolved to, which Connect prints', () => {
  const config = {
    'batch.size': '${file:/secrets:batch}',
    'producer.override.linger.ms': '${file:/secrets:linger}',
    'tasks.max': 'many',
  }
  const message =
    'Connector configuration is invalid and contains the following 3 error(s):\n' +
    'Invalid value first\nsecret for configuration batch.size: Not a number\n' +
    'Invalid value second secret for configuration linger.ms: Not a number\n' +
    'Invalid value many for configuration tasks.max: Not a number'

  const error = classify({ ...WRITE, config }, 400, JSON.stringify({ error_code: 400, message }))

  expect(error.message).not.toMatch(/secret/)
  expect(error.message).toContain('Invalid value many for configuration tasks.max')
})

it.each([
  'java.lang.NoClassDefFoundError: com/mongodb/MongoClientURI',
  'org.apache.kafka.connect.errors.ConnectException: java.lang.ClassNotFoundException: com/mongodb/MongoClientURI',
])('says what it is that a worker only names: %s', (message) => {
  const { message: shown } = classify(READ, 500, refusal(message))

  expect(shown).toBe('A class is missing on the worker: com/mongodb/MongoClientURI')
})

it('cuts a message that nobody can read', () => {
  const error = classify(WRITE, 400, JSON.stringify({ error_code: 400, message: 'x'.repeat(1_000_000) }))

  expect(error.message).toHaveLength(2001)
})

it('hides the config that Connect prints whole, from the first brace to the last', () => {
  const message = 'Connector config {a=first, b=Connector config {, c=second} contains no connector type'

  const error = classify(WRITE, 400, JSON.stringify({ error_code: 400, message }))

  expect(error.message).toBe('Connector config contains no connector type')
})

it('reads a long message at once that begins to print a config again and again', () => {
  const message = 'Connector config {'.repeat(100_000)

  // Looking for each one's end would take minutes, and so the time that a test has.
  const error = classify(WRITE, 400, JSON.stringify({ error_code: 400, message }))

  expect(error.message).toHaveLength(2001)
})
