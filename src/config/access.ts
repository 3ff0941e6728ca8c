import { nearest } from '../connectors/nearest.ts'
import { type AccessRules, EVERYONE, type Permission, type Policy } from '../connectors/policy.ts'
import type { readKpowFile } from './kpow.ts'
import type { File, Policy as WrittenPolicy } from './schema.ts'

type KpowRules = NonNullable<ReturnType<typeof readKpowFile>>

/** What Kpow's older name allows; refusing it leaves looking alone. */
const CONNECT_EDIT: Permission[] = ['CONNECT_EDIT_CONFIG', 'CONNECT_ALTER_STATE', 'CONNECT_DELETE']

/** The rules, from whichever form they are written in, and what an administrator should know about them. */
export function accessOf(file: File, kpow: KpowRules | undefined): { access: AccessRules; notes: string[] } {
  const written = [...(kpow?.policies ?? file.policies ?? []).map(toPolicy), ...simplePolicies(file.permissions ?? {})]
  const authorizedRoles =
    file.authorized_roles ?? kpow?.authorizedRoles ?? unique(written.flatMap((policy) => policy.roles))
  const adminRoles = file.admin_roles ?? kpow?.adminRoles ?? []
  const needsInspect = kpow !== undefined && !kpow.namesInspect
  const policies = needsInspect ? [...written, inspect(authorizedRoles)] : written
  const access = { policies, authorizedRoles, adminRoles }
  const notes = [
    ...(kpow?.notes ?? []),
    ...(needsInspect
      ? [`${file.policies_file} names CONNECT_INSPECT nowhere: it is given to ${authorizedRoles.join(', ')}`]
      : []),
    ...rolesOfNobody(file, access),
    ...unknownClusters(file, policies),
  ]
  return { access, notes }
}

function toPolicy({ resource, effect, actions, role, roles = [] }: WrittenPolicy): Policy {
  const older: Permission[] = effect === 'Allow' ? ['CONNECT_INSPECT', ...CONNECT_EDIT] : CONNECT_EDIT
  return {
    resource,
    effect,
    actions: unique(actions.flatMap((action) => (action === 'CONNECT_EDIT' ? older : [action]))),
    roles: role === undefined ? roles : [role],
  }
}

function simplePolicies(permissions: NonNullable<File['permissions']>): Policy[] {
  return Object.entries(permissions).map(([role, actions]) =>
    toPolicy({ resource: ['connect'], effect: 'Allow', actions, role: role === 'everyone' ? EVERYONE : role }),
  )
}

const inspect = (roles: readonly string[]): Policy => ({
  resource: ['connect'],
  effect: 'Allow',
  actions: ['CONNECT_INSPECT'],
  roles,
})

function rolesOfNobody(file: File, { policies, authorizedRoles, adminRoles }: AccessRules): string[] {
  const given = Object.keys(file.roles).filter(
    (role) => file.roles[role]?.users.length || file.roles[role]?.groups.length,
  )
  const named = unique([...policies.flatMap(({ roles }) => roles), ...authorizedRoles, ...adminRoles])
  return named
    .filter((role) => role !== EVERYONE && !given.includes(role))
    .map((role) => `nobody has the role ${role}: name its users or groups under roles${hint(role, given)}`)
}

/** A wrong id in a Deny would let everybody through. */
function unknownClusters(file: File, policies: readonly Policy[]): string[] {
  const ids = file.clusters.map(({ id }) => id)
  const named = unique(policies.flatMap(({ resource: [, cluster = '*'] }) => cluster))
  return named
    .filter((cluster) => !cluster.includes('*') && !ids.includes(cluster))
    .map(
      (cluster) =>
        `${cluster} in a policy is no Connect cluster here: taken as the id of a Kafka cluster${hint(cluster, ids)}`,
    )
}

function hint(word: string, known: readonly string[]): string {
  const [close] = nearest(word, known)
  return close === undefined ? '' : `, or did you mean ${close}?`
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
