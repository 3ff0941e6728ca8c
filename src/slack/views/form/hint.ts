import { plainText, readDocs } from '../../../connectors/form/docs.ts'
import type { Field } from '../../../connectors/form/field.ts'
import { clip, oneLine } from '../text.ts'

const NAME = 120
/** Names of keys are never cut but where they are absurd: those of real plugins have up to 60 characters. */
const KEY = 300
/** Slack refuses hints that are longer than this. */
const HINT = 2_000

/** "Hostname  database.hostname": the plugin's word first, the key as one writes it after it. */
export function labelOf({ key }: Field): string {
  const name = clip(oneLine(key.displayName), NAME)
  return name === key.name ? name : `${name}  ${clip(oneLine(key.name), KEY)}`
}

/** Type, default, importance, then one sentence, or with `described` the whole documentation. */
export function hintOf(field: Field, described: boolean): string {
  const { key, summary, emptyCounts, state } = field
  const facts = [
    key.type.toLowerCase(),
    key.defaultValue === undefined ? '' : `default ${clip(oneLine(key.defaultValue), 100) || 'empty'}`,
    `importance ${key.importance.toLowerCase()}`,
    emptyCounts && state === 'empty' ? 'now set to the empty text' : '',
  ]
  const about = described ? plainText(readDocs(key.documentation)) : summary
  return clip([facts.filter(Boolean).join(' · '), about].filter(Boolean).join('. '), HINT)
}
