import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createPolicy, type Permission } from '../../src/connectors/policy.ts'
import { CLUSTERS, load, problemsOf } from './load.ts'

const SAMPLE = readFileSync('test/fixtures/kpow/rbac.yml', 'utf8')
const ROLES =
  'roles: { kafka-admin: { users: [U01] }, kafka-user: { groups: ["@data"] }, ops-support: { users: [U02] } }\n'
const YAML = `${CLUSTERS}${ROLES}policies_file: rbac.yml\n`

function decide(rbac: string, role: string, permission: Permission, connector: string) {
  const { access } = load({ yaml: YAML, files: { 'rbac.yml': rbac } })
  const place = { cluster: 'prod', kafkaClusterId: 'N9xnGujkR32eYxHICeaHuQ', connector }
  return createPolicy(access, ['prod']).can({ id: 'U1', name: 'Ada', roles: ['*', role] }, permission, place)
}

it.each([
  ['kafka-admin', 'CONNECT_DELETE', 'orders', 'Allow'],
  ['kafka-admin', 'CONNECT_EDIT_CONFIG', 'orders', 'Allow'],
  ['kafka-admin', 'CONNECT_CREATE', 'orders', 'Stage'],
  ['kafka-admin', 'CONNECT_ALTER_STATE', 'users-pii', 'Deny'],
  ['kafka-admin', 'CONNECT_INSPECT', 'users-pii', 'Allow'],
  ['kafka-user', 'CONNECT_ALTER_STATE', 'csv-in', 'Allow'],
  ['kafka-user', 'CONNECT_ALTER_STATE', 'csv-pii', 'Deny'],
  ['kafka-user', 'CONNECT_ALTER_STATE', 'orders', undefined],
  ['kafka-user', 'CONNECT_CREATE', 'csv-in', undefined],
  ['ops-support', 'CONNECT_INSPECT', 'orders', 'Allow'],
  ['ops-support', 'CONNECT_DELETE', 'orders', undefined],
  ['schema-team', 'CONNECT_INSPECT', 'orders', undefined],
] as const)("in Kpow's sample, %s asking for %s on %s meets %s", (role, permission, connector, effect) => {
  expect(decide(SAMPLE, role, permission, connector).effect).toBe(effect)
})

it('counts what is not about connectors, and says who got CONNECT_INSPECT', () => {
  const { notes, access } = load({ yaml: YAML, files: { 'rbac.yml': SAMPLE } })

  expect(notes).toEqual([
    'rbac.yml: left out policies on cluster (2), not about connectors',
    'rbac.yml: left out policies on cluster topic (1), not about connectors',
    'rbac.yml: left out policies on schema subject (1), not about connectors',
    'rbac.yml: left out TOPIC_INSPECT (1), not about connectors',
    'rbac.yml: left out TOPIC_CREATE (1), not about connectors',
    'rbac.yml: left out saml (1), not about connectors',
    'rbac.yml: left out tenants (1), not about connectors',
    'rbac.yml names CONNECT_INSPECT nowhere: it is given to kafka-admin, kafka-user, ops-support',
    'N9xnGujkR32eYxHICeaHuQ in a policy is no Connect cluster here: taken as the id of a Kafka cluster',
  ])
  expect(access.adminRoles).toEqual(['kafka-admin'])
})

it('gives CONNECT_INSPECT to nobody by itself once the file speaks of it', () => {
  const rbac = `${SAMPLE}  - { resource: [connect, x], effect: Deny, actions: [CONNECT_INSPECT], role: nobody }\n`

  expect(decide(rbac, 'ops-support', 'CONNECT_INSPECT', 'orders').allowed).toBe(false)
})

it('lets in the roles that any policy names where the file has no authorized_roles', () => {
  const rbac = SAMPLE.replace(/authorized_roles:\n( {2}- .*\n)+/, '')

  const { access } = load({ yaml: YAML, files: { 'rbac.yml': rbac } })

  expect(access.authorizedRoles).toEqual(['kafka-admin', 'kafka-user', 'schema-team', '*'])
})

it('takes authorized_roles and admin_roles of config.yml first', () => {
  const yaml = `${YAML}authorized_roles: [ops-support]\nadmin_roles: []\n`

  const { access } = load({ yaml, files: { 'rbac.yml': SAMPLE } })

  expect(access).toMatchObject({ authorizedRoles: ['ops-support'], adminRoles: [] })
})

it.each([
  [
    'a wrong effect',
    '{ resource: [connect], effect: Denny, actions: [CONNECT_EDIT], role: a }',
    ['rbac.yml:2: effect is unknown: did you mean Deny?'],
  ],
  [
    'a pattern that is none',
    '{ resource: [connect, "*", connector, "*a*"], effect: Deny, actions: [CONNECT_EDIT], role: a }',
    ['rbac.yml:2: resource[3] is no pattern: write an exact name, "*", "prefix-*" or "*-suffix"'],
  ],
  ['no role', '{ resource: [connect], effect: Deny, actions: [CONNECT_EDIT] }', ['rbac.yml:2: roles must name a role']],
  ['no actions', '{ resource: [connect], effect: Deny, role: a }', ['rbac.yml:2: policies[0].actions is missing']],
])('refuses a policy with %s: it may be a Deny', (_what, policy, problems) => {
  expect(problemsOf({ yaml: YAML, files: { 'rbac.yml': `policies:\n  - ${policy}\n` } })).toEqual(problems)
})

it('says so when there is no such file', () => {
  expect(problemsOf({ yaml: YAML })).toEqual(['config.yml:3: the file cannot be read (ENOENT)'])
})
