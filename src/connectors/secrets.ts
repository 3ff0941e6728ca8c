import { HARMLESS, HIDDEN, scrub as scrubPatterns } from '../connect/scrub.ts'
import { matches } from './pattern.ts'

/** `${provider:path:key}` or `${provider:key}`, which a worker replaces; shown, since it only says where a secret is. */
const REFERENCE = /\$\{[^{}:]+:[^{}]*\}/g

/** Shorter values are common words and parts of words: hiding them everywhere would leave no text to read. */
const SHORTEST_KNOWN = 4

/** The config keys that the administrator calls secret, by Kpow's patterns. */
export type Listed = Pick<ReadonlySet<string>, 'has'>

export const listedKeys = (patterns: readonly string[]): Listed => ({
  has: (key) => patterns.some((pattern) => matches(pattern, key)),
})

/** These keys, and others as well. */
export function alsoListed(listed: Listed, keys: readonly string[]): Listed {
  const more = new Set(keys)
  return { has: (key) => more.has(key) || listed.has(key) }
}

/** What else is known about keys. */
export interface SecretRules {
  /** Types of config definitions (PASSWORD …) by key, as far as they were read. */
  types?: ReadonlyMap<string, string>
  /** Keys that the administrator listed. */
  listed?: Listed
}

/**
 * Whether the value at a key must not be shown: its definition says PASSWORD, its key ends like that of a secret and its
 * definition says neither boolean nor number, the administrator listed it, or it holds a secret (userinfo in a URL,
 * `password=`), be that behind a reference.
 * Key and value are judged by the same patterns that scrub texts: what is hidden here is hidden there.
 */
export function isSecret(key: string, value: string, type?: string, listed?: Listed): boolean {
  return (
    type === 'PASSWORD' ||
    listed?.has(key) === true ||
    (isScrubbed(`${key}=value`) && !WITHOUT_SECRETS.has(type ?? '')) ||
    isScrubbed(withoutReferences(value))
  )
}

/** Types that hold no secret, whatever their key is called: `useSessionCredentials` says whether there are any. */
const WITHOUT_SECRETS: ReadonlySet<string> = new Set(['BOOLEAN', 'SHORT', 'INT', 'LONG', 'DOUBLE'])

const isScrubbed = (text: string) => scrubPatterns(text) !== text
const withoutReferences = (value: string) => value.replace(REFERENCE, 'reference')

/** Whether a value is nothing but references. */
export const isReference = (value: string) => value !== '' && value.replace(REFERENCE, '') === ''

/**
 * The secret values of a config, for `scrub`, with the secrets inside them: the password of a URL, the options of a JAAS
 * login module and the password among those. Never shown, logged or kept.
 */
export function secretValues(config: Readonly<Record<string, string>>, { types, listed }: SecretRules = {}): string[] {
  return Object.entries(config)
    .filter(([key, value]) => isSecret(key, value, types?.get(key), listed))
    .flatMap(([, value]) => {
      const inside = scrubbedParts(value)
      return [...value.split(REFERENCE), ...inside, ...inside.flatMap(scrubbedParts)]
    })
}

/** What the patterns hide in a value: what lies between the parts that they leave. Of `user:password` also the password. */
function scrubbedParts(value: string): string[] {
  const [start = '', ...kept] = scrubPatterns(value).split(HIDDEN)
  const found: string[] = []
  let rest = value.slice(start.length)
  for (const text of kept) {
    const end = text === '' ? rest.length : rest.indexOf(text)
    const part = rest.slice(0, end)
    found.push(part, part.slice(part.indexOf(':') + 1))
    rest = rest.slice(end + text.length)
  }
  return found
}

/** Hides in any text what looks like a secret and the given secret values, however they are encoded. */
export function scrub(text: string, known: readonly string[] = []): string {
  const spellings = known
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST_KNOWN && !HIDDEN.includes(value) && !HARMLESS.test(value))
    .flatMap(spellingsOf)
  // A value that is part of another one would leave the rest of the longer one to be read.
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length)
  return scrubPatterns(longestFirst.reduce((hidden, spelling) => hidden.replaceAll(spelling, HIDDEN), text))
}

/** As it is, in a URL, in a form, inside JSON, in base64 with and without padding (which is left standing). */
function spellingsOf(value: string): string[] {
  const text = value.toWellFormed()
  const bytes = Buffer.from(text)
  return [
    value,
    encodeURIComponent(text),
    new URLSearchParams([['', text]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]
}
