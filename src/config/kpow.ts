import { z } from 'zod'
import { PERMISSIONS } from '../connectors/policy.ts'
import { readDocument } from './document.ts'
import { explain, sentence } from './explain.ts'
import type { Problem } from './problems.ts'
import { Policy } from './schema.ts'

const word = z.coerce.string()
const words = z.array(word)

const KpowPolicy = z.object({
  resource: words.min(1),
  effect: z.unknown(),
  actions: words,
  role: word.optional(),
  roles: words.optional(),
})
type KpowPolicy = z.infer<typeof KpowPolicy>

/** Whatever else the file holds (`tenants`, `saml`) is Kpow's own. */
const KpowFile = z.looseObject({
  policies: z.array(KpowPolicy),
  authorized_roles: words.optional(),
  admin_roles: words.default([]),
})

/**
 * Reads a Kpow RBAC file as it is: what is not about connectors is left out and counted in `notes`. A policy about
 * connectors that cannot be understood is a problem and not left out, since it may be a Deny. undefined: no such file.
 */
export function readKpowFile(name: string, content: string, problems: Problem[]) {
  const document = readDocument(name, content)
  const parsed = KpowFile.safeParse(document.value, { error: sentence })
  problems.push(...document.problems)
  if (document.problems.length > 0) return undefined
  problems.push(...explain(parsed.error?.issues ?? [], {}, document.where))
  if (!parsed.success) return undefined

  const { policies, authorized_roles, admin_roles, ...others } = parsed.data
  const rolesOf = ({ role, roles = [] }: KpowPolicy) => (role === undefined ? roles : [role, ...roles])
  const ours = policies.flatMap((policy, index): Policy[] => {
    const actions = policy.actions.filter(isOurs)
    if (!isAboutConnectors(policy) || actions.length === 0) return []
    const { resource, effect } = policy
    const checked = Policy.safeParse({ resource, effect, actions, roles: rolesOf(policy) }, { error: sentence })
    problems.push(...explain(checked.error?.issues ?? [], {}, (path) => document.where(['policies', index, ...path])))
    return checked.success ? [checked.data] : []
  })
  const leftOut = [
    ...policies.filter((policy) => !isAboutConnectors(policy)).map(({ resource }) => `policies on ${kindOf(resource)}`),
    ...policies.filter(isAboutConnectors).flatMap(({ actions }) => actions.filter((action) => !isOurs(action))),
    ...Object.keys(others),
  ]
  return {
    policies: ours,
    /** Kpow's default: whoever has a role that any of its policies names. */
    authorizedRoles: authorized_roles ?? [...new Set(policies.flatMap(rolesOf))],
    adminRoles: admin_roles,
    /** A file written before that permission existed does not speak of it. */
    namesInspect: policies.some(({ actions }) => actions.includes('CONNECT_INSPECT')),
    notes: [...Map.groupBy(leftOut, (what) => what)].map(
      ([what, all]) => `${name}: left out ${what} (${all.length}), not about connectors`,
    ),
  }
}

function isAboutConnectors({ resource: [domain, , type = 'connector'] }: KpowPolicy): boolean {
  return (domain === 'connect' || domain === '*') && (type === 'connector' || type === '*')
}

const isOurs = (action: string) => action === 'CONNECT_EDIT' || PERMISSIONS.some((permission) => permission === action)

/** [cluster, <id>, topic, <name>] → "cluster topic" */
const kindOf = (resource: readonly string[]) => resource.filter((_, index) => index % 2 === 0).join(' ')
