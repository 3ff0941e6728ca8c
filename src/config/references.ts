import type { Path } from './document.ts'
import type { LookUp } from './environment.ts'

const REFERENCE = /\$(\$\{)|\$\{([A-Z][A-Z0-9_]*)\}/g

/**
 * Replaces `${UPPER_CASE}` in every text by what `lookUp` knows, and leaves out of maps what is empty. Anything else in
 * braces (`${vault:db:password}`) is Kafka Connect's and stays; `$${` stands for `${`. Values are put in after the YAML
 * was read: none can change its structure.
 */
export function resolveReferences(
  value: unknown,
  lookUp: LookUp,
  onMissing: (path: Path, name: string) => void,
  path: Path = [],
): unknown {
  const inner = (part: PropertyKey, child: unknown) => resolveReferences(child, lookUp, onMissing, [...path, part])
  if (typeof value === 'string') {
    return value.replace(REFERENCE, (written, escaped?: string, name = '') => {
      if (escaped !== undefined) return escaped
      const found = lookUp(name)
      if (found === undefined) onMissing(path, name)
      return found ?? written
    })
  }
  if (Array.isArray(value)) return value.map((item, index) => inner(index, item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]) => [key, inner(key, child)] as const)
  return Object.fromEntries(entries.filter(([, child]) => child !== null && child !== ''))
}
