import type { Ref } from '../../connectors/model.ts'
import type { Effect, Permission } from '../../connectors/policy.ts'
import { keyOf } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { pagedLines } from './lines.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, fullName, oneLine, shortName } from './text.ts'

interface Right {
  cluster: string
  permission: Permission
  /** undefined: no policy matched, which means no. */
  effect: Effect | undefined
  /** The policies that decided, as text. */
  policies: readonly string[]
}

export interface Rights {
  name: string
  roles: readonly string[]
  rights: readonly Right[]
  /** The connector that was asked about; none for rights on whole Connect clusters. */
  ref?: Ref | undefined
}

const EFFECTS: Record<Effect, string> = { Allow: 'yes', Stage: 'with an approval', Deny: 'no' }

const line = ({ permission, effect, policies }: Right): Span[] => [
  `${permission}: ${effect === undefined ? 'no' : EFFECTS[effect]}`,
  policies.length === 0 ? ' (no policy matches)' : ` by ${clip(policies.map(oneLine).join('; '), 300)}`,
]

const rolesText = (roles: readonly string[]) =>
  roles.length === 0 ? 'no roles' : `roles: ${clip(roles.map(oneLine).join(', '), 500)}`

/** Who one is here, and per Connect cluster which right is decided by what. */
export function rightsLines({ name, roles, rights }: Rights): Span[][] {
  const clusters = [...Map.groupBy(rights, ({ cluster }) => cluster)]
  return [
    [{ bold: shortName(name) }, `, ${rolesText(roles)}`],
    ...clusters.flatMap(([cluster, its]): Span[][] => [[{ bold: fullName(cluster) }], ...its.map(line)]),
    ...(rights.length === 0 ? [['No rights on any connector. Ask who runs this app for a role.']] : []),
  ]
}

export function whoamiView(rights: Rights, page: number): Message {
  const { ref, name, roles } = rights
  const about = ref === undefined ? [] : [paragraph(['On ', { bold: fullName(ref.connector) }])]
  return message(`${shortName(name)}, ${rolesText(roles)}`, [
    ...about,
    ...pagedLines(rightsLines(rights), { look: 'whoami', page, again: ref === undefined ? {} : { k: keyOf(ref) } }),
  ])
}
