import { createHash } from 'node:crypto'
import { type Config, listOf } from './config.ts'
import type { Key } from './definitions.ts'

/** A run of keys that stand together; it becomes one page, or several when it is long. */
export interface Section {
  /** Short and stable. */
  id: string
  title: string
  keys: Key[]
}

/** The framework's own sections, in the order in which they follow the plugin's: by name first, else by group. */
const FRAMEWORK: { id: string; title: string; name?: RegExp; group?: string }[] = [
  { id: 'common', title: 'Common', group: 'Common' },
  { id: 'converters', title: 'Converters', name: /^(key|value|header)\.converter(\.|$)/ },
  { id: 'topic-creation', title: 'Topic creation', name: /^topic\.creation\./, group: 'Topic Creation' },
  { id: 'exactly-once', title: 'Exactly once support', group: 'Exactly Once Support' },
  { id: 'offsets', title: 'Offsets topic', group: 'offsets.topic' },
  { id: 'overrides', title: 'Client overrides', name: /^(producer|consumer|admin)\.override\./ },
  { id: 'transforms', title: 'Transforms', name: /^transforms$/, group: 'Transforms' },
  { id: 'predicates', title: 'Predicates', name: /^predicates$/, group: 'Predicates' },
  {
    id: 'errors',
    title: 'Error handling',
    // some plugins define them anew, in a group of their own
    name: /^errors\.(tolerance$|log\.|deadletterqueue\.|retry\.)/,
    group: 'Error Handling',
  },
]
const CUSTOM = { id: 'custom', title: 'Custom keys', rank: FRAMEWORK.length + 1 }

/** Lists whose every alias has keys, and a page, of its own. */
const ALIASED = [
  { list: 'transforms', title: 'Transform' },
  { list: 'predicates', title: 'Predicate' },
]

/** What a block, a page or an option is known by on Slack's side: short, and the same in every build of the form. */
export function shortId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** The keys that say which plugin an alias stands for; Connect tells of them only once the alias is set. */
export function typeKeys(values: Config): string[] {
  return ALIASED.flatMap(({ list }) => listOf(values.get(list)).map((alias) => `${list}.${alias}.type`))
}

/**
 * The keys, each in exactly one section: the plugin's groups in its own order, then the framework's, then the keys
 * that nothing defines. *Custom keys* is always there, since that is where keys are added.
 */
export function sectionsOf(keys: readonly Key[], isDeclared: (name: string) => boolean, values: Config): Section[] {
  const sections = new Map<string, Section & { rank: number }>()
  const into = ({ id, title, rank }: Place) => {
    const section = sections.get(id) ?? { id, title, rank, keys: [] }
    sections.set(id, section)
    return section
  }
  const aliases = ALIASED.flatMap(({ list, title }) =>
    listOf(values.get(list))
      .map((alias) => ({ prefix: `${list}.${alias}.`, place: aliasPlace(list, title, alias) }))
      // an alias may begin another one: `a` and `a.b`
      .toSorted((a, b) => b.prefix.length - a.prefix.length),
  )
  for (const { list, title } of ALIASED) {
    for (const alias of listOf(values.get(list))) into(aliasPlace(list, title, alias))
  }
  into(CUSTOM)
  for (const key of keys) {
    const alias = aliases.find(({ prefix }) => key.name.startsWith(prefix))
    into(alias?.place ?? placeOf(key, isDeclared(key.name))).keys.push(key)
  }
  return [...sections.values()].toSorted((a, b) => a.rank - b.rank).map((section) => sorted(section))
}

type Place = { id: string; title: string; rank: number }

function placeOf({ name, group }: Key, declared: boolean): Place {
  const byName = FRAMEWORK.findIndex((row) => row.name?.test(name))
  const index = byName >= 0 ? byName : FRAMEWORK.findIndex((row) => declared && row.group === group)
  const row = FRAMEWORK[index]
  if (row) return { ...row, rank: index + 1 }
  if (!declared) return CUSTOM
  return group === ''
    ? { id: 'settings', title: 'Settings', rank: 0 }
    : { id: `group-${shortId(group)}`, title: group, rank: 0 }
}

function aliasPlace(list: string, title: string, alias: string): Place {
  const rank = FRAMEWORK.findIndex((row) => row.id === list) + 1.5
  return { id: `${list}-${shortId(alias)}`, title: `${title} ${alias}`, rank }
}

const sorted = ({ id, title, keys }: Section): Section => ({
  id,
  title,
  keys: keys.toSorted((a, b) => a.order - b.order),
})
