import type { Config } from './config.ts'
import type { Secrecy } from './secrecy.ts'

/** One line of a review. Of a secret, `before` and `after` are there only where they are references. */
export interface Difference {
  key: string
  kind: 'added' | 'removed' | 'changed'
  secret: boolean
  before?: string
  after?: string
}

/** What differs, by key: in the order of the keys. */
export function differenceOf(before: Config, after: Config, secrecy: Secrecy): Difference[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .toSorted()
    .map((key) => lineOf(key, before.get(key), after.get(key), secrecy))
}

function lineOf(key: string, before: string | undefined, after: string | undefined, secrecy: Secrecy): Difference {
  const values = { before, after }
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    key,
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    secret: given.some(([, value]) => secrecy.isSecret(key, value)),
    ...Object.fromEntries(given.filter(([, value]) => !secrecy.hides(key, value))),
  }
}

/** Keys that say where a connector connects to, or what code does so. */
const ENDPOINT =
  /(^|[._-])(host|hosts|hostname|hostnames|port|url|urls|uri|uris|server|servers|endpoint|endpoints|address|addresses|brokers?|account|region|proxy|class|factory|provider)([._-](name|list))?$/i

/**
 * Secrets that a change would send elsewhere: a host, URL or class changes beside secrets that stay as they are
 * (design 4). Empty lists when nothing leaves.
 */
export function leaving(before: Config, after: Config, secrecy: Secrecy): { endpoints: string[]; secrets: string[] } {
  const endpoints = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key) && isEndpoint(key, before.get(key), after.get(key)),
  )
  const secrets = [...after]
    .filter(([key, value]) => value !== '' && before.get(key) === value && secrecy.isSecret(key, value))
    .map(([key]) => key)
  return endpoints.length > 0 && secrets.length > 0
    ? { endpoints: endpoints.toSorted(), secrets: secrets.toSorted() }
    : { endpoints: [], secrets: [] }
}

function isEndpoint(key: string, ...values: (string | undefined)[]): boolean {
  return ENDPOINT.test(key) || values.some((value) => value?.includes('://'))
}
