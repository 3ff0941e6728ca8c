import { scrub } from '../../connect/scrub.ts'
import { alsoListed, isReference, isSecret, type Listed } from '../secrets.ts'
import type { Config } from './config.ts'
import type { Definitions } from './definitions.ts'

/** Stands for a hidden value wherever a text stands for a whole config; valid at its own key only. */
export const UNCHANGED = '<unchanged>'

export type Secrecy = ReturnType<typeof createSecrecy>

/**
 * What is secret in configs of one plugin; `listed`: keys that the administrator named. `before`: keys that took secrets
 * when their values came into the form, and stay so whatever class or transformation the config names by now.
 */
export function createSecrecy(definitions: Definitions, listed: Listed, before: readonly string[] = []) {
  const judgedBy = (rules: Listed) => (key: string, value: string) =>
    isSecret(key, value, definitions.keys.get(key)?.type, rules)
  const byDefinition = judgedBy(listed)
  const secret = judgedBy(alsoListed(listed, before))

  /** Whether the value must not be shown. */
  const hides = (key: string, value: string) => secret(key, value) && !isReference(value)

  return {
    /** Whether the key, or what stands there now, calls for a secret's field. */
    isSecret: secret,
    hides,

    /** Whether the key takes secrets, whatever stands there. */
    takesSecret: (key: string) => secret(key, 'any'),

    /** Whether a value that is hidden here will be shown once it is saved: its new plugin does not call it secret. */
    unveils: (key: string, value: string) => hides(key, value) && !byDefinition(key, value),

    /** Whether a new value brings a secret in clear: a password between references does not. */
    inClear(key: string, value: string): boolean {
      return secret(key, 'any') ? value !== '' && !isReference(value) : scrub(value) !== value
    },

    /** The config as a text may hold it. */
    withoutSecrets(config: Config): Map<string, string> {
      return new Map([...config].map(([key, value]) => [key, hides(key, value) ? UNCHANGED : value]))
    },
  }
}
