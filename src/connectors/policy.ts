import { matches, overlap } from './pattern.ts'

/** Kpow's names; CONNECT_EDIT, its older one, is expanded when policies are read. */
export const PERMISSIONS = [
  'CONNECT_INSPECT',
  'CONNECT_CREATE',
  'CONNECT_EDIT_CONFIG',
  'CONNECT_ALTER_STATE',
  'CONNECT_DELETE',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** In the order in which they win: a Deny beats a Stage, a Stage beats an Allow. */
export const EFFECTS = ['Deny', 'Stage', 'Allow'] as const
export type Effect = (typeof EFFECTS)[number]

/** The role that everybody who is ours has, except guests: it stands among the actor's roles like any other. */
export const EVERYONE = '*'

export interface Policy {
  /** [connect, <cluster>, connector, <pattern>], one to four parts; fewer cover everything below. */
  resource: readonly string[]
  effect: Effect
  actions: readonly Permission[]
  roles: readonly string[]
}

/** The acting Slack user with the roles that we found for them. */
export interface Actor {
  id: string
  name: string
  roles: readonly string[]
  /** Why roles may be missing, for refusals: "Slack did not say who is in @data-ops". */
  doubt?: string
}

export interface Resource {
  /** Our id of the Connect cluster. */
  cluster: string
  /** What `GET /` says; unknown until the Connect cluster has answered once. */
  kafkaClusterId?: string | undefined
  connector: string
}

export interface Decision {
  allowed: boolean
  /** The effect that decided; undefined when nothing matched. */
  effect: Effect | undefined
  /** The policies of that effect which matched. */
  matched: readonly Policy[]
}

/** What a permission comes to on all that a pattern matches, now and later. */
export interface Throughout {
  allowed: boolean
  /** Patterns. */
  except: string[]
}

/** One line of `whoami`: what a permission comes to on a Connect cluster or connector, and by which policies. */
export interface Right {
  permission: Permission
  effect: Effect
  policies: readonly Policy[]
}

export interface AccessRules {
  policies: readonly Policy[]
  /** Who may enter at all; '*' is everyone. */
  authorizedRoles: readonly string[]
  /** No CONNECT right by itself: sees everybody's audit. */
  adminRoles: readonly string[]
}

/** A name that no pattern but a wider one covers: no policy in a configuration holds this character. */
const ANY_NAME = '\u0000'

export type AccessPolicy = ReturnType<typeof createPolicy>

/**
 * The one decision about who may do what. Pure. `clusterIds` are our ids of all Connect clusters: they tell a policy
 * that names another one of ours from a policy that names a Kafka cluster id not yet seen.
 */
export function createPolicy(rules: AccessRules, clusterIds: readonly string[]) {
  /** Admins are always in, as with Kpow. Where everyone is, so is a guest whom the configuration names. */
  const mayEnter = (actor: Actor) =>
    rules.authorizedRoles.includes(EVERYONE) || hasOne(actor, [...rules.authorizedRoles, ...rules.adminRoles])

  /** The policies on a permission that are the actor's and cover the place; without a connector, any part of it. */
  function applying(actor: Actor, permission: Permission, place: Place): Policy[] {
    if (!mayEnter(actor)) return []
    return rules.policies.filter(
      (policy) =>
        policy.actions.includes(permission) && hasOne(actor, policy.roles) && covers(policy, place, clusterIds),
    )
  }

  /** The decisions on one Connect cluster: what is the same for all of its connectors is settled once. */
  function on(actor: Actor, place: Omit<Resource, 'connector'>) {
    const ranked = new Map(
      PERMISSIONS.map((permission) => [permission, applying(actor, permission, place).toSorted(byEffect)]),
    )
    /** The first that matches decides. */
    const effectOf = (permission: Permission, connector: string) =>
      ranked.get(permission)?.find((policy) => matches(patternOf(policy), connector))?.effect

    function can(permission: Permission, connector: string): Decision {
      const effect = effectOf(permission, connector)
      const matched = ranked
        .get(permission)
        ?.filter((policy) => policy.effect === effect && matches(patternOf(policy), connector))
      return { allowed: effect === 'Allow', effect, matched: matched ?? [] }
    }

    return {
      can,
      /**
       * The permission on whatever a pattern may come to match. Where it is allowed, these patterns are all that it is
       * refused for.
       */
      throughout(permission: Permission, pattern: string): Throughout {
        const { allowed } = can(permission, pattern.replace('*', ANY_NAME))
        const refusals = ranked.get(permission)?.filter(({ effect }) => effect !== 'Allow') ?? []
        return { allowed, except: refusals.map(patternOf).filter((one) => overlap(one, pattern)) }
      },
      /** Any right on a connector shows its name, state and health. */
      sees: (connector: string) => PERMISSIONS.some((permission) => effectOf(permission, connector) === 'Allow'),
    }
  }

  return {
    on,
    can: (actor: Actor, permission: Permission, { connector, ...place }: Resource) =>
      on(actor, place).can(permission, connector),
    mayEnter,
    /** Whether some policy may mean a Connect cluster by the id of its Kafka cluster, which has to be asked for then. */
    namesKafkaClusters: rules.policies.some(
      ({ resource: [, cluster = '*'] }) => !['*', ...clusterIds].includes(cluster),
    ),
    seesAllAudit: (actor: Actor) => hasOne(actor, rules.adminRoles),
    /** On a connector, the effect that decides each permission; on a whole Connect cluster, every effect that some policy has. */
    rights(actor: Actor, place: Place): Right[] {
      return PERMISSIONS.flatMap((permission) => {
        const all = applying(actor, permission, place)
        const rows = EFFECTS.map((effect) => ({ permission, effect, policies: all.filter((p) => p.effect === effect) }))
        const present = rows.filter((row) => row.policies.length > 0)
        return place.connector === undefined ? present : present.slice(0, 1)
      })
    },
  }
}

/** "on connect/prod/connector/orders-* to data-eng": where what it says is said beside it. */
export const describeScope = ({ resource, roles }: Policy) => `on ${resource.join('/')} to ${roles.join(', ')}`

/** "Allow CONNECT_INSPECT on connect/prod/connector/orders-* to data-eng": for the audit log. */
export const describePolicy = (policy: Policy) =>
  `${policy.effect} ${policy.actions.join(', ')} ${describeScope(policy)}`

const byEffect = (a: Policy, b: Policy) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect)

/** Which connectors it is about. */
export const patternOf = ({ resource: [, , , connector = '*'] }: Policy) => connector

type Place = Omit<Resource, 'connector'> & { connector?: string | undefined }

function hasOne(actor: Actor, roles: readonly string[]): boolean {
  return roles.some((role) => actor.roles.includes(role))
}

/** A part that the policy leaves out covers everything there. */
function covers(policy: Policy, place: Place, clusterIds: readonly string[]): boolean {
  const [domain = '', cluster = '*', type = '*'] = policy.resource
  return (
    (domain === '*' || domain === 'connect') &&
    coversCluster(policy.effect, cluster, place, clusterIds) &&
    (type === '*' || type === 'connector') &&
    (place.connector === undefined || matches(patternOf(policy), place.connector))
  )
}

/**
 * While the Kafka cluster id is unknown, a refusal that could be meant for it holds, a grant does not: a Connect
 * cluster that is down at start must not open what is denied there.
 */
function coversCluster(effect: Effect, part: string, place: Place, clusterIds: readonly string[]): boolean {
  if (matches(part, place.cluster)) return true
  if (place.kafkaClusterId !== undefined) return matches(part, place.kafkaClusterId)
  return effect !== 'Allow' && !clusterIds.includes(part)
}
