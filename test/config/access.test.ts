import { expect, it } from 'vitest'
import { CLUSTERS, load, problemsOf } from './load.ts'

const ROLES = 'roles: { admins: { users: [U01] }, readers: { groups: ["@data", S0123] } }\n'

it('turns the simple mode into policies', () => {
  const { access, notes } = load({
    yaml: `${CLUSTERS}${ROLES}permissions: { everyone: [CONNECT_INSPECT], admins: [CONNECT_CREATE, CONNECT_EDIT] }`,
  })

  expect(access.policies).toEqual([
    { resource: ['connect'], effect: 'Allow', actions: ['CONNECT_INSPECT'], roles: ['*'] },
    {
      resource: ['connect'],
      effect: 'Allow',
      actions: ['CONNECT_CREATE', 'CONNECT_INSPECT', 'CONNECT_EDIT_CONFIG', 'CONNECT_ALTER_STATE', 'CONNECT_DELETE'],
      roles: ['admins'],
    },
  ])
  expect(access.authorizedRoles).toEqual(['*', 'admins'])
  expect(notes).toEqual([])
})

it.each([
  ['Allow', ['CONNECT_INSPECT', 'CONNECT_EDIT_CONFIG', 'CONNECT_ALTER_STATE', 'CONNECT_DELETE']],
  ['Stage', ['CONNECT_EDIT_CONFIG', 'CONNECT_ALTER_STATE', 'CONNECT_DELETE']],
  ['Deny', ['CONNECT_EDIT_CONFIG', 'CONNECT_ALTER_STATE', 'CONNECT_DELETE']],
])('reads CONNECT_EDIT with %s as %j', (effect, actions) => {
  const policy = `{ resource: [connect], effect: ${effect}, actions: [CONNECT_EDIT], role: admins }`

  const { access } = load({ yaml: `${CLUSTERS}${ROLES}policies: [${policy}]` })

  expect(access.policies).toEqual([{ resource: ['connect'], effect, actions, roles: ['admins'] }])
})

it('gives roles by user ids and user groups', () => {
  const { roles } = load({ yaml: `${CLUSTERS}${ROLES}permissions: {}` })

  expect([...roles]).toEqual([
    ['admins', { users: ['U01'], groups: [] }],
    ['readers', { users: [], groups: ['@data', 'S0123'] }],
  ])
})

it('notes a role that nobody has and a Connect cluster that is not here', () => {
  const { notes } = load({
    yaml: `${CLUSTERS}${ROLES}policies:
  - { resource: [connect, prdo], effect: Deny, actions: [CONNECT_DELETE], role: admin }
  - { resource: [connect, "pr*"], effect: Allow, actions: [CONNECT_INSPECT], role: "*" }`,
  })

  expect(notes).toEqual([
    'nobody has the role admin: name its users or groups under roles, or did you mean admins?',
    'prdo in a policy is no Connect cluster here: taken as the id of a Kafka cluster, or did you mean prod?',
  ])
})

it.each([
  'permissions: {}\npolicies: []',
  'policies: []\npolicies_file: rbac.yml',
  'permissions: {}\npolicies_file: rbac.yml',
])('refuses two forms at once: %s', (yaml) => {
  expect(problemsOf({ yaml: CLUSTERS + yaml, files: { 'rbac.yml': 'policies: []' } })).toEqual([
    'config.yml:1: who may do what is missing or said twice: write one of permissions, policies and policies_file',
  ])
})
