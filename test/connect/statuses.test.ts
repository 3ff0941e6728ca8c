import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Status } from '../../src/connect/schemas.ts'
import { parseStatuses } from '../../src/connect/statuses.ts'

const recorded: unknown = JSON.parse(readFileSync('test/fixtures/responses/expand.json', 'utf8'))

it('reads the statuses of a whole Connect cluster', () => {
  const statuses = parseStatuses(recorded)

  expect([...statuses.keys()]).toHaveLength(8)
  expect(statuses.get('running')).toMatchObject({
    name: 'running',
    type: 'sink',
    connector: { state: 'RUNNING', worker_id: '127.0.0.1:18083' },
    tasks: [
      { id: 0, state: 'RUNNING', worker_id: '127.0.0.1:18083' },
      { id: 1, state: 'RUNNING', worker_id: '127.0.0.1:18084' },
    ],
  })
})

it.each(['__proto__', 'constructor', 'toString', ''])('keeps a connector called %j', (name) => {
  const status = '{"name":"x","connector":{"state":"RUNNING","worker_id":"w"},"tasks":[]}'

  const statuses = parseStatuses(JSON.parse(`{${JSON.stringify(name)}:{"status":${status}}}`))

  expect([...statuses.keys()]).toEqual([name])
  expect(Object.getPrototypeOf(statuses.get(name))).toBe(Object.prototype)
})

it('leaves out a connector that has no status yet', () => {
  expect(parseStatuses({ fresh: {}, gone: { status: null, info: null } }).size).toBe(0)
})

it.each([null, { status: [] }, { status: { name: 'x', connector: { state: 7 }, tasks: [] } }])(
  'a connector of which %j is said is in an unknown state, and the others are as they are',
  (odd) => {
    const well = { name: 'well', type: 'sink', connector: { state: 'RUNNING', worker_id: 'w' }, tasks: [] }

    const statuses = parseStatuses({ odd, well: { status: well } })

    expect(statuses.get('well')).toEqual(well)
    expect(statuses.get('odd')?.connector.state).toBe('UNKNOWN')
  },
)

it('a status without its worker still tells the state', () => {
  const statuses = parseStatuses({ x: { status: { name: 'x', connector: { state: 'PAUSED' }, tasks: [] } } })

  expect(statuses.get('x')?.connector).toEqual({ state: 'PAUSED', worker_id: 'unknown' })
})

it.each([null, [], 'text', { x: 1 }, { x: { status: [] } }])('refuses %j, saying where it went wrong', (body) => {
  expect(() => parseStatuses(body)).toThrow(/no object|no list|no text/)
})

const noise = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant(undefined), fc.constant([]))
const field = <T>(proper: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 20, arbitrary: proper }, { weight: 1, arbitrary: noise })
const instance = {
  state: field(fc.constantFrom('RUNNING', 'FAILED', 'SOMETHING_NEW')),
  worker_id: field(fc.string()),
  trace: field(fc.option(fc.string(), { nil: undefined })),
  version: noise,
}
const status = fc.record({
  name: field(fc.string()),
  type: field(fc.constantFrom('source', 'sink', null, undefined)),
  connector: field(fc.record(instance)),
  tasks: field(fc.array(fc.record({ id: field(fc.nat()), ...instance }), { maxLength: 3 })),
})

it('takes and refuses exactly what the schema of one status does', () => {
  fc.assert(
    fc.property(status, (body) => {
      const bySchema = Status.safeParse(body)

      if (bySchema.success) expect(parseStatuses({ x: { status: body } }).get('x')).toMatchObject(bySchema.data)
      else expect(() => parseStatuses({ x: { status: body } })).toThrow(TypeError)
    }),
    { numRuns: 500 },
  )
})
