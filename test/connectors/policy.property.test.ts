import fc from 'fast-check'
import { it } from 'vitest'
import { createPolicy, EFFECTS, PERMISSIONS, type Policy, type Resource } from '../../src/connectors/policy.ts'

const CLUSTERS = ['prod', 'lab']
const NAMES = ['orders', 'orders-sink', 'my-orders-sink-2', 'Orders', 'a/b', '.x', '*']
const ROLES = ['*', 'reader', 'editor', 'admin']

const part = fc.constantFrom(...NAMES, ...CLUSTERS, 'kafka-1', 'orders*', '*sink', 'lab*', 'kafka*')
const aPolicy: fc.Arbitrary<Policy> = fc.record({
  resource: fc
    .tuple(fc.constantFrom('connect', '*', 'cluster'), part, fc.constantFrom('connector', '*', 'topic'), part)
    .chain((parts) => fc.integer({ min: 1, max: 4 }).map((length) => parts.slice(0, length))),
  effect: fc.constantFrom(...EFFECTS),
  actions: fc.subarray([...PERMISSIONS], { minLength: 1 }),
  roles: fc.subarray(ROLES, { minLength: 1 }),
})
const aPlace = fc.record({
  cluster: fc.constantFrom(...CLUSTERS),
  kafkaClusterId: fc.constantFrom('kafka-1', 'kafka-2', undefined),
  connector: fc.constantFrom(...NAMES),
})

it('random policies decide as a naive reading of the rules does', () => {
  fc.assert(
    fc.property(
      fc.array(aPolicy, { maxLength: 8 }),
      fc.subarray(ROLES),
      fc.subarray(ROLES),
      aPlace,
      fc.constantFrom(...PERMISSIONS),
      (policies, authorizedRoles, roles, place, permission) => {
        const policy = createPolicy({ policies, authorizedRoles, adminRoles: [] }, CLUSTERS)

        const decision = policy.can({ id: 'U1', name: 'Ada', roles }, permission, place)

        const verdicts = policies
          .filter((each) => each.actions.some((action) => action === permission))
          .filter((each) => each.roles.some((role) => roles.some((mine) => mine === role)))
          .filter((each) => holdsAt(each, place))
          .map((each) => each.effect)
        const inside = authorizedRoles.some((role) => role === '*' || roles.includes(role))
        const expected =
          inside && !verdicts.includes('Deny') && !verdicts.includes('Stage') && verdicts.includes('Allow')
        return decision.allowed === expected
      },
    ),
    { numRuns: 3000 },
  )
})

it('what a pattern is allowed for, but for the exceptions, is what each name that it matches is allowed', () => {
  const aPattern = fc.constantFrom('*', 'orders*', '*sink', 'orders', 'ord*', '*2', 'a/*')
  const actor = { id: 'U1', name: 'Ada', roles: ROLES }
  fc.assert(
    fc.property(fc.array(aPolicy, { maxLength: 8 }), aPlace, aPattern, (policies, { connector, ...place }, pattern) => {
      const on = createPolicy({ policies, authorizedRoles: ['*'], adminRoles: [] }, CLUSTERS).on(actor, place)

      const { allowed, except } = on.throughout('CONNECT_ALTER_STATE', pattern)

      fc.pre(allowed && like(pattern, connector))
      const isExcepted = except.some((one) => like(one, connector))
      return on.can('CONNECT_ALTER_STATE', connector).allowed === !isExcepted
    }),
    { numRuns: 500 },
  )
})

/** The rules once more, written as a table of questions about each part of the path. */
function holdsAt({ resource, effect }: Policy, place: Resource): boolean {
  const questions: ((part: string) => boolean)[] = [
    (part) => part === 'connect' || part === '*',
    (part) =>
      like(part, place.cluster) ||
      (place.kafkaClusterId === undefined
        ? effect !== 'Allow' && CLUSTERS.every((id) => id !== part)
        : like(part, place.kafkaClusterId)),
    (part) => part === 'connector' || part === '*',
    (part) => like(part, place.connector),
  ]
  return resource.every((part, index) => questions[index]?.(part))
}

function like(pattern: string, text: string): boolean {
  const literal = (piece: string) => piece.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&')
  return new RegExp(`^${pattern.split('*').map(literal).join('[^]*')}$`).test(text)
}
