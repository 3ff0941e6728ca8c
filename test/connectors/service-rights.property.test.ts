import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIONS, type ActionId } from '../../src/connectors/actions.ts'
import { matches } from '../../src/connectors/pattern.ts'
import {
  type AccessRules,
  type Actor,
  createPolicy,
  EFFECTS,
  PERMISSIONS,
  type Permission,
  type Policy,
} from '../../src/connectors/policy.ts'
import { METHODS } from '../../src/connectors/service/methods.ts'
import { asking, fleetWide, NAMES } from './asking.ts'
import { createWorld, SINK } from './world.ts'

/** Stands in every config and trace. */
const CANARY = 'canary-of-a-config'

const policy: fc.Arbitrary<Policy> = fc.record({
  resource: fc.tuple(
    fc.constant('connect'),
    fc.constantFrom('prod', 'lab', '*', 'p*'),
    fc.constant('connector'),
    fc.constantFrom(...NAMES, 'orders-*', '*-sink', '*'),
  ),
  effect: fc.constantFrom(...EFFECTS),
  actions: fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1 }),
  roles: fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }),
})
const policies = fc.array(policy, { maxLength: 5 })
const actor: fc.Arbitrary<Actor> = fc.record({
  id: fc.constant('U1'),
  name: fc.constant('Somebody'),
  roles: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
})

/** As naive as can be: the first effect of Deny, Stage, Allow that any policy has. */
function may(rules: readonly Policy[], { roles }: Actor, permission: Permission, name: string): boolean {
  const effects = rules
    .filter(({ actions }) => actions.includes(permission))
    .filter((one) => one.roles.some((role) => roles.includes(role)))
    .filter(
      ({ resource: [, cluster = '*', , connector = '*'] }) => matches(cluster, 'prod') && matches(connector, name),
    )
    .map(({ effect }) => effect)
  return effects.includes('Allow') && !effects.includes('Deny') && !effects.includes('Stage')
}

const WROTE = /^(PUT|POST|DELETE|PATCH)/

async function start() {
  const world = await createWorld()
  world.connect.seed(NAMES.slice(1).map((name) => ({ name, config: { ...SINK, note: CANARY } })))
  for (const name of NAMES) world.connect.failTask(name, 0, `java.lang.Error: ${CANARY}`)
  const under = (rules: readonly Policy[]) => {
    const access: AccessRules = { policies: rules, authorizedRoles: ['*'], adminRoles: [] }
    return world.another({ policy: createPolicy(access, ['prod', 'lab']) })
  }
  return { ...world, under }
}

describe('whatever the policies say', () => {
  it.each(asking)('%s lets nobody through without the right', async (_, needs, ask) => {
    const { under, connect, until } = await start()

    await fc.assert(
      fc.asyncProperty(policies, actor, fc.constantFrom(...NAMES), async (rules, who, name) => {
        const sees = PERMISSIONS.some((permission) => may(rules, who, permission, name))
        fc.pre(!(needs === 'any' ? sees : may(rules, who, needs, name)))
        connect.forgetRequests()

        const error = await until(
          ask(under(rules), who, name).then(
            () => undefined,
            (reason: Error) => reason,
          ),
        )

        expect(error?.name).toBe(sees ? 'NotAllowed' : 'NotFound')
        expect(JSON.stringify({ ...error, message: error?.message })).not.toContain(CANARY)
        expect(connect.requests().filter(({ method }) => WROTE.test(method))).toEqual([])
        for (const other of NAMES.filter((one) => one !== name && !PERMISSIONS.some((p) => may(rules, who, p, one)))) {
          expect(JSON.stringify(error)).not.toContain(other)
        }
      }),
      { numRuns: 40 },
    )
  })

  it.each(fleetWide)('%s tells only what the person may see', async (_, ask) => {
    const { under, until } = await start()

    await fc.assert(
      fc.asyncProperty(policies, actor, fc.constantFrom(...NAMES), async (rules, who, name) => {
        const told = JSON.stringify(
          (await until(ask(under(rules), who, name).catch((error: Error) => error.message))) ?? '',
        )

        const hidden = NAMES.filter((one) => !PERMISSIONS.some((permission) => may(rules, who, permission, one)))
        for (const one of hidden) expect(told).not.toContain(`"${one}"`)
        const possible = [...NAMES, 'orders-', '-sink', 'else']
        const some = possible.some((one) => PERMISSIONS.some((permission) => may(rules, who, permission, one)))
        if (!some) expect(told).not.toMatch(/prod/i)
        if (!NAMES.some((one) => may(rules, who, 'CONNECT_INSPECT', one))) expect(told).not.toContain(CANARY)
      }),
      { numRuns: 40 },
    )
  })

  it('a card offers just what the person may do', async () => {
    const { under, until } = await start()

    await fc.assert(
      fc.asyncProperty(policies, actor, async (rules, who) => {
        fc.pre(PERMISSIONS.some((permission) => may(rules, who, permission, 'orders-sink')))

        const card = await until(under(rules).show(who, { cluster: 'prod', connector: 'orders-sink' }))

        const offered = (id: ActionId) => card.offers.some(({ action }) => action === id)
        for (const { id, permission } of Object.values(ACTIONS)) {
          expect(offered(id)).toBe(id !== 'resume' && may(rules, who, permission, 'orders-sink'))
        }
        if (!may(rules, who, 'CONNECT_INSPECT', 'orders-sink')) expect(JSON.stringify(card)).not.toContain(CANARY)
      }),
      { numRuns: 60 },
    )
  })

  it('every method of the service is in the table of what they take', async () => {
    const { service } = await createWorld()

    const named = Object.keys(METHODS)
    const ofTheProcess = ['keepFinishing', 'finishUnfinished', 'finishBulks', 'resumeLevels', 'leave', 'close']
    const all = Object.keys(service).filter((method) => !ofTheProcess.includes(method))

    expect(all.toSorted()).toEqual(named.toSorted())
  })
})
