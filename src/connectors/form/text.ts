import { UserError } from '../../errors.ts'
import { holdsMask } from './checks.ts'
import { type Config, changesBetween } from './config.ts'
import { readJson } from './json.ts'
import { readProperties } from './properties.ts'
import { type Secrecy, UNCHANGED } from './secrecy.ts'

/** In characters; a config of this length is a wrong file. */
const LONGEST = 1_000_000

/** The config as JSON with its keys in order, `<unchanged>` where a value is hidden. */
export function asText(config: Config, secrecy: Secrecy): string {
  const entries = [...secrecy.withoutSecrets(config)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(entries), null, 2)
}

/**
 * Reads `{name, config}`, a config alone, or properties. Numbers and booleans become text, as Connect makes them.
 * Throws a UserError that names everything that is wrong.
 */
export function readText(text: string): Map<string, string> {
  if (text.length > LONGEST)
    throw new UserError('This text is longer than 1 MB. A connector config never is: check the file.')
  const source = text.replace(/^\ufeff/, '')
  if (source.trim() === '') throw new UserError('This text is empty. Paste a config as JSON or properties.')
  return /^\s*\{/.test(source) ? readJson(source) : readProperties(source)
}

export interface TextRules {
  secrecy: Secrecy
  /** As it was when the text was shown: what it hid then reads as a stand-in. */
  shown?: Pick<Secrecy, 'hides'>
  /** Secrets may be typed. */
  typing: boolean
  /** An existing connector: its name stays. */
  exists: boolean
}

/**
 * What a text that stands for the whole config changes: a key that is left out is unset, `<unchanged>` keeps the value
 * of its key, a secret in clear is `dropped` unless it may be typed (its key stays as it is). Throws a UserError where
 * a stand-in for a hidden value is at another key, and where an existing connector would be renamed.
 */
export function changesOfText(
  config: Config,
  text: ReadonlyMap<string, string>,
  { secrecy, shown = secrecy, typing, exists }: TextRules,
): { changes: Map<string, string | null>; dropped: string[] } {
  const isHidden = (key: string, value: string) => secrecy.hides(key, value) || shown.hides(key, value)
  const keeps = (key: string, value: string) => value === UNCHANGED && isHidden(key, config.get(key) ?? '')
  const misplaced = [...text].filter(([key, value]) => holdsMask(value) && !(config.has(key) && keeps(key, value)))
  if (misplaced.length > 0) {
    const keys = misplaced.map(([key]) => key).join(', ')
    throw new UserError(
      `A stand-in for a hidden value keeps one at its own key only; there is none at ${keys}. Give a value or a reference.`,
    )
  }
  if (exists && text.has('name') && text.get('name') !== config.get('name')) {
    throw new UserError('A connector cannot be renamed. Leave its name as it is, or clone it under another name.')
  }
  const after = new Map([...text].map(([key, value]) => [key, value === UNCHANGED ? (config.get(key) ?? '') : value]))
  const changes = changesBetween(config, after)
  if (exists) changes.delete('name')
  const dropped = [...changes].filter(([key, value]) => value !== null && !typing && secrecy.inClear(key, value))
  for (const [key] of dropped) changes.delete(key)
  return { changes, dropped: dropped.map(([key]) => key) }
}
