import type { Ref } from '../../connectors/model.ts'
import { type Effect, EVERYONE, type Permission } from '../../connectors/policy.ts'
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
  /** What the policies that decided are about, and whom, as text. */
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

/** "CONNECT_CREATE, CONNECT_DELETE: yes by the policy on …": what the same policies decide stands together. */
function decided(rights: readonly Right[]): Span[][] {
  const groups = Map.groupBy(rights, ({ effect, policies }) => JSON.stringify([effect, policies]))
  return [...groups.values()].map((all): Span[] => {
    const [{ effect, policies } = { effect: undefined, policies: [] }] = all
    return [
      `${all.map(({ permission }) => permission).join(', ')}: ${effect === undefined ? 'no' : EFFECTS[effect]}`,
      policies.length === 0
        ? ' (no policy matches)'
        : ` by the ${policies.length === 1 ? 'policy' : 'policies'} ${clip(policies.map(oneLine).join('; '), 300)}`,
    ]
  })
}

/** What is allowed, if only of some connectors. */
function allowed(rights: readonly Right[]): Span[][] {
  const some = new Set(rights.filter(({ effect }) => effect === 'Allow').map(({ permission }) => permission))
  return [[some.size === 0 ? 'nothing' : [...some].join(', ')]]
}

/** The policies below name everybody as the configuration does. */
const roleName = (role: string) => (role === EVERYONE ? `${EVERYONE} (everybody)` : oneLine(role))

const rolesText = (roles: readonly string[]) =>
  roles.length === 0 ? 'no roles' : `roles: ${clip(roles.map(roleName).join(', '), 500)}`

/** Who one is, and the rights on each Connect cluster in the words of `say`, those together that are alike. */
function rightsLines({ name, roles, rights }: Rights, say: (rights: readonly Right[]) => Span[][]): Span[][] {
  const each = [...Map.groupBy(rights, ({ cluster }) => cluster)].map(([cluster, its]) => ({ cluster, said: say(its) }))
  const alike = [...Map.groupBy(each, ({ said }) => JSON.stringify(said)).values()]
  return [
    [{ bold: shortName(name) }, `, ${rolesText(roles)}`],
    ...alike.flatMap((all) => {
      const clusters = clip(all.map(({ cluster }) => fullName(cluster)).join(', '), 500)
      return [[{ bold: clusters }], ...(all[0]?.said ?? [])]
    }),
    ...(rights.length === 0 ? [['No rights on any connector. Ask who runs this app for a role.']] : []),
  ]
}

/** Who one is, and what one may do on each Connect cluster, at least in part. */
export const rightsInShort = (rights: Rights): Span[][] => rightsLines(rights, allowed)

/** Which policy decides what. */
export function whoamiView(rights: Rights, page: number): Message {
  const { ref, name, roles } = rights
  const about = ref === undefined ? [] : [paragraph(['On ', { bold: fullName(ref.connector) }])]
  return message(`${shortName(name)}, ${rolesText(roles)}`, [
    ...about,
    ...pagedLines(rightsLines(rights, decided), {
      look: 'whoami',
      page,
      again: ref === undefined ? {} : { k: keyOf(ref) },
    }),
  ])
}
