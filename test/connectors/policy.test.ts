import { expect, it } from 'vitest'
import { type AccessRules, createPolicy, describePolicy, type Policy } from '../../src/connectors/policy.ts'

const ROLES = ['*', 'data-eng']
const someone = { id: 'U1', name: 'Ada', roles: ROLES }
const place = { cluster: 'prod', kafkaClusterId: 'kafka-1', connector: 'orders-sink' }

function policy(change: Partial<Policy>): Policy {
  return { resource: ['connect'], effect: 'Allow', actions: ['CONNECT_INSPECT'], roles: ['data-eng'], ...change }
}

function access(policies: Policy[], change: Partial<AccessRules> = {}) {
  return createPolicy({ policies, authorizedRoles: ['*'], adminRoles: [], ...change }, ['prod', 'lab'])
}

it.each([
  [['*'], true],
  [['connect'], true],
  [['connect', '*'], true],
  [['connect', 'prod'], true],
  [['connect', 'kafka-1'], true],
  [['connect', 'prod', 'connector'], true],
  [['connect', 'prod', '*', 'orders-sink'], true],
  [['connect', 'prod', 'connector', 'orders-*'], true],
  [['connect', 'prod', 'connector', '*-sink'], true],
  [['*', '*', 'connector', 'orders-sink'], true],
  [['cluster', '*'], false],
  [['connect', 'lab'], false],
  [['connect', 'prod', 'topic'], false],
  [['connect', 'prod', 'connector', 'Orders-*'], false],
  [[], false],
])('an Allow on %j covers prod/orders-sink: %s', (resource, allowed) => {
  const decision = access([policy({ resource })]).can(someone, 'CONNECT_INSPECT', place)

  expect(decision.allowed).toBe(allowed)
})

it.each([
  [['Allow'], 'Allow', true],
  [['Allow', 'Stage'], 'Stage', false],
  [['Stage', 'Allow', 'Deny'], 'Deny', false],
  [[], undefined, false],
] as const)('of %j the effect %s decides', (effects, effect, allowed) => {
  const decision = access(effects.map((each) => policy({ effect: each }))).can(someone, 'CONNECT_INSPECT', place)

  expect(decision).toMatchObject({ effect, allowed })
  expect(decision.matched.map((each) => each.effect)).toEqual(effect ? [effect] : [])
})

it('gives no right of one role to another, nor of one permission to another', () => {
  const rules = access([policy({ roles: ['admins'] }), policy({ actions: ['CONNECT_DELETE'] })])

  expect(rules.can(someone, 'CONNECT_INSPECT', place).allowed).toBe(false)
})

it('gives the rights of * to everybody who has that role, so not to guests', () => {
  const rules = access([policy({ roles: ['*'] })])

  expect(rules.can(someone, 'CONNECT_INSPECT', place).allowed).toBe(true)
  expect(rules.can({ ...someone, roles: ['data-eng'] }, 'CONNECT_INSPECT', place).allowed).toBe(false)
})

it('lets in authorized and admin roles only, and gives nobody outside a right', () => {
  const rules = access([policy({})], { authorizedRoles: ['ops'], adminRoles: ['auditors'] })

  expect(rules.mayEnter(someone)).toBe(false)
  expect(rules.can(someone, 'CONNECT_INSPECT', place)).toEqual({ allowed: false, effect: undefined, matched: [] })
  expect(rules.mayEnter({ ...someone, roles: ['*', 'ops'] })).toBe(true)
  expect(rules.mayEnter({ ...someone, roles: ['*', 'auditors'] })).toBe(true)
})

it('gives admin roles the whole audit log and no right on a connector', () => {
  const rules = access([policy({})], { adminRoles: ['auditors'] })
  const auditor = { ...someone, roles: ['*', 'auditors'] }

  expect(rules.seesAllAudit(auditor)).toBe(true)
  expect(rules.on(auditor, place).sees(place.connector)).toBe(false)
  expect(rules.seesAllAudit(someone)).toBe(false)
})

it.each([
  ['Deny', 'kafka-1', 'Deny'],
  ['Stage', 'kafka-*', 'Stage'],
  ['Deny', 'lab', 'Allow'],
  ['Deny', 'prod', 'Deny'],
] as const)(
  'before the Kafka cluster id is known, a %s on %s beside an Allow on everything: %s',
  (effect, cluster, decides) => {
    const rules = access([policy({}), policy({ resource: ['connect', cluster], effect })])

    expect(rules.can(someone, 'CONNECT_INSPECT', { ...place, kafkaClusterId: undefined }).effect).toBe(decides)
  },
)

it('before the Kafka cluster id is known, an Allow on it gives nothing', () => {
  const rules = access([policy({ resource: ['connect', 'kafka-1'] })])

  expect(rules.can(someone, 'CONNECT_INSPECT', { ...place, kafkaClusterId: undefined }).allowed).toBe(false)
  expect(rules.can(someone, 'CONNECT_INSPECT', place).allowed).toBe(true)
})

it('lists what decides on a connector, and all that bears on a whole Connect cluster', () => {
  const all = policy({})
  const notSecret = policy({ resource: ['connect', 'prod', 'connector', 'secret-*'], effect: 'Deny' })
  const rules = access([all, notSecret])

  expect(rules.rights(someone, place)).toEqual([{ permission: 'CONNECT_INSPECT', effect: 'Allow', policies: [all] }])
  expect(rules.rights(someone, { cluster: 'prod' })).toEqual([
    { permission: 'CONNECT_INSPECT', effect: 'Deny', policies: [notSecret] },
    { permission: 'CONNECT_INSPECT', effect: 'Allow', policies: [all] },
  ])
  expect(describePolicy(notSecret)).toBe('Deny CONNECT_INSPECT on connect/prod/connector/secret-* to data-eng')
})
