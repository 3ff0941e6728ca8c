import { listOf } from './config.ts'
import type { Key } from './definitions.ts'
import { summaryOf } from './docs.ts'
import { isTemplate, knownValues, reshapes } from './known.ts'
import { isAlterable } from './opaque.ts'
import { fitTogether, labelOf, needsSearch, type Option, optionsOf, refOf, UNSET } from './options.ts'
import type { Form, Page } from './pages.ts'
import { shortId } from './sections.ts'

/** Keys that take names of topics. */
const TOPIC_KEY = /^topics(\.regex)?$|(^|\.)topic$/

/** What becomes of a secret. */
export type Choice = 'keep' | 'replace' | 'remove'

/** What stands in a field, by what a person can do there. */
export type Control =
  | { kind: 'text'; value: string | undefined; suggestions: readonly string[] }
  | { kind: 'select'; options: readonly Option[]; search: boolean; selected: string }
  | { kind: 'multi'; options: readonly Option[]; search: boolean; selected: readonly string[] }
  /** `shown`: the value where it may be seen, which a reference may; any other value is never here. */
  | { kind: 'secret'; choice: Choice; shown: string | undefined }
  /** A Slack input could alter the value: shown, and replaced in a view of its own. */
  | { kind: 'opaque'; value: string }
  | { kind: 'fixed'; value: string | undefined }

export interface Field {
  /** Short; the same for a key in every build. */
  id: string
  key: Key
  /** May be set, empty, or missing from the config: three things where the default is not empty. */
  state: 'unset' | 'empty' | 'set'
  /** The empty text differs from no text here; to set it takes a view that offers both. */
  emptyCounts: boolean
  demanded: boolean
  missing: boolean
  changed: boolean
  /** Stands for many keys, to be added by their own names; nothing can be set here. */
  template: boolean
  /** Another value here changes which keys there are: validate and build anew. */
  reshapes: boolean
  /** First sentence of the documentation; may be empty. */
  summary: string
  errors: readonly string[]
  control: Control
}

/** The fields of one page. A message that stands at several of its keys is shown at the first. */
export function fieldsOf(form: Form, page: Page): Field[] {
  const demanded = new Set(form.demands.flat())
  const shown = new Set<string>()
  return page.keys.map((key) => {
    const errors = (form.definitions.errors.get(key.name) ?? []).filter((message) => !shown.has(message))
    for (const message of errors) shown.add(message)
    const value = form.values.get(key.name)
    return {
      id: shortId(key.name),
      key,
      state: value === undefined ? 'unset' : value === '' ? 'empty' : 'set',
      emptyCounts: emptyCounts(key),
      demanded: demanded.has(key.name),
      missing: form.missing.has(key.name),
      changed: form.changes.has(key.name),
      template: isOnlyTemplate(form, key),
      reshapes: reshapes(key),
      summary: summaryOf(key.documentation),
      errors,
      control: controlOf(form, key, value),
    }
  })
}

/** Whether a key with the empty text behaves otherwise than without the key. */
function emptyCounts({ type, defaultValue }: Key): boolean {
  return (type === 'STRING' || type === 'LIST') && !!defaultValue
}

/** What somebody has set all the same can be changed. */
const isOnlyTemplate = ({ values, config }: Form, { name }: Key) =>
  isTemplate(name) && !values.has(name) && !config.has(name)

function controlOf(form: Form, key: Key, value: string | undefined): Control {
  if (isOnlyTemplate(form, key)) return { kind: 'fixed', value }
  // judged by the value of now as well, so that a secret that was replaced can still be kept after all
  const values = [value ?? '', form.config.get(key.name) ?? '']
  if (values.some((each) => form.secrecy.isSecret(key.name, each))) return secretControl(form, key.name, value)
  const fixed = key.name === 'connector.class' || (key.name === 'name' && form.exists)
  if (fixed || !form.mayEdit) return { kind: 'fixed', value }
  if (value !== undefined && isAlterable(value)) return { kind: 'opaque', value }
  const known = knownValues(key, form.plugins, form.values)
  const isList = key.type === 'LIST'
  if (known.length === 0 || (isList && !canBeChosen(known, value)))
    return { kind: 'text', value, suggestions: TOPIC_KEY.test(key.name) ? form.topics : [] }
  return isList ? multi(known, value) : select(known, key.defaultValue, value)
}

function secretControl({ changes, secrecy }: Form, key: string, value: string | undefined): Control {
  const change = changes.get(key)
  const choice = change === undefined ? 'keep' : change === null ? 'remove' : 'replace'
  return { kind: 'secret', choice, shown: value === undefined || secrecy.hides(key, value) ? undefined : value }
}

/** Slack takes so many at once, and a comma inside a choice would part it. */
const canBeChosen = (known: readonly string[], value: string | undefined) =>
  fitTogether(optionsOf(listOf(value))) && !known.some((choice) => choice.includes(','))

function select(known: readonly string[], defaultValue: string | undefined, value: string | undefined): Control {
  const unset = { ref: UNSET, label: unsetLabel(defaultValue), value: null }
  // a value of now that is not offered any more (or is a reference) stays choosable, else the select would lose it
  const options = [unset, ...optionsOf(value === undefined ? known : [...known, value])]
  return { kind: 'select', options, search: needsSearch(options), selected: value === undefined ? UNSET : refOf(value) }
}

function multi(known: readonly string[], value: string | undefined): Control {
  const chosen = listOf(value)
  const options = optionsOf([...known, ...chosen])
  const search = needsSearch(options, { manyChosen: true })
  return { kind: 'multi', options, search, selected: [...new Set(chosen)].map(refOf) }
}

function unsetLabel(defaultValue: string | undefined): string {
  return labelOf(defaultValue === undefined ? 'not set' : `not set (default ${defaultValue || 'empty'})`)
}
