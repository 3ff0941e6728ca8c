import { applyChanges, type Changes, type Config } from './config.ts'
import { type Definitions, type Key, undeclared } from './definitions.ts'
import { type Demand, metBy, unmet } from './demands.ts'
import type { Plugin } from './known.ts'
import type { Secrecy } from './secrecy.ts'
import { type Section, sectionsOf, typeKeys } from './sections.ts'

/** More fields than this on one page are not read any more, and Slack takes 100 blocks. */
const FIELDS_PER_PAGE = 25

export interface FormInput {
  definitions: Definitions
  /** The config of now; when creating, what the person started from. */
  config: Config
  changes: Changes
  demands: readonly Demand[]
  /** An existing connector: name and class stay. */
  exists: boolean
  mayEdit: boolean
  plugins: readonly Plugin[]
  secrecy: Secrecy
  /** To offer where a topic is asked for: those of connectors that the person may see. */
  topics: readonly string[]
}

/** A line of the page menu. Its fields are made when it is shown. */
export interface Page {
  /** Short and stable while the plugin's definitions are. */
  id: string
  title: string
  kind: 'fields' | 'custom' | 'text'
  keys: readonly Key[]
  /** Keys on this page that must be filled, that have errors beside that, and that are changed. */
  missing: number
  errors: number
  changed: number
}

export interface Form extends FormInput {
  /** The config with the changes in it. */
  values: Config
  pages: readonly Page[]
  /** Keys of the demands that are not met. */
  missing: ReadonlySet<string>
}

/**
 * Definitions, config and changes → the pages of a form. Every key that is visible, set or changed stands on the page
 * of its section; *Essentials* repeats those that matter first.
 */
export function buildForm(input: FormInput): Form {
  const { definitions, config, changes } = input
  const values = applyChanges(config, changes)
  const demands = input.exists ? metBy(config, input.demands) : input.demands
  const missing = new Set(unmet(demands, values).flat())
  const keys = listedKeys(input, values)
  const sections = [
    { id: 'essentials', title: 'Essentials', keys: essentials(keys, demands, config) },
    ...sectionsOf(keys, (name) => definitions.keys.has(name), values),
  ]
  const pages = sections.flatMap(split).map((page) => ({
    ...page,
    kind: page.id.startsWith('custom.') ? ('custom' as const) : ('fields' as const),
    missing: count(page.keys, (name) => missing.has(name)),
    errors: count(page.keys, (name) => definitions.errors.has(name) && !missing.has(name)),
    changed: count(page.keys, (name) => changes.has(name)),
  }))
  const text = {
    id: 'text.1',
    title: 'All as text',
    kind: 'text' as const,
    keys: [],
    missing: 0,
    errors: 0,
    changed: 0,
  }
  return { ...input, demands, values, missing, pages: [...pages, text] }
}

/** The page on which a key lives; `undefined` when the form has no such key. */
export function homeOf(form: Form, key: string): Page | undefined {
  return form.pages.findLast((page) => page.keys.some(({ name }) => name === key))
}

/** Keys whose name or display name holds every word, names that begin so first. */
export function findKeys(form: Form, text: string): { key: Key; page: Page }[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const beginsSo = (key: Key) => (key.name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return form.pages
    .filter((page) => !page.id.startsWith('essentials.'))
    .flatMap((page) => page.keys.map((key) => ({ key, page })))
    .filter(({ key }) => words.every((word) => `${key.name} ${key.displayName}`.toLowerCase().includes(word)))
    .toSorted((a, b) => beginsSo(a.key) - beginsSo(b.key))
}

/** What Connect objects to: a message that stands at several keys counts once. */
export interface Problem {
  message: string
  keys: readonly string[]
  /** The first of them that has a field; a recommender may hide one, and a plugin object to what it does not define. */
  field: string | undefined
}

export function problemsOf(form: Form): Problem[] {
  const problems = new Map<string, string[]>()
  for (const [key, messages] of form.definitions.errors) {
    for (const message of messages) problems.set(message, [...(problems.get(message) ?? []), key])
  }
  return [...problems].map(([message, keys]) => ({ message, keys, field: keys.find((key) => homeOf(form, key)) }))
}

/** A key that a recommender hides is left out, unless it is set: it could not be unset otherwise. */
function listedKeys({ definitions, config, changes }: FormInput, values: Config): Key[] {
  const shown = [...definitions.keys.values()].filter(
    (key) => key.visible || config.has(key.name) || changes.has(key.name),
  )
  const others = new Set([...config.keys(), ...changes.keys(), ...typeKeys(values)])
  return [...shown, ...[...others].filter((name) => !definitions.keys.has(name)).map(undeclared)]
}

/**
 * Demanded first, then what the plugin calls important, then what was set when the form was opened: what a person sets
 * meanwhile does not move fields about.
 */
function essentials(keys: readonly Key[], demands: readonly Demand[], config: Config): Key[] {
  const demanded = new Set(demands.flat())
  const urgency = (key: Key) => {
    if (demanded.has(key.name)) return 0
    if (key.importance === 'HIGH') return 1
    return config.has(key.name) ? 2 : 3
  }
  return keys.filter((key) => urgency(key) < 3).toSorted((a, b) => urgency(a) - urgency(b))
}

function split({ id, title, keys }: Section): Pick<Page, 'id' | 'title' | 'keys'>[] {
  const parts = Math.max(1, Math.ceil(keys.length / FIELDS_PER_PAGE))
  return Array.from({ length: parts }, (_, part) => ({
    id: `${id}.${part + 1}`,
    title: parts === 1 ? title : `${title} (${part + 1} of ${parts})`,
    keys: keys.slice(part * FIELDS_PER_PAGE, (part + 1) * FIELDS_PER_PAGE),
  }))
}

const count = (keys: readonly Key[], test: (name: string) => boolean) => keys.filter(({ name }) => test(name)).length
