import type { Definitions } from '../../../src/connectors/form/definitions.ts'
import { validated } from './support.ts'

const HTML = `<p>What it does.</p><ul>${'<li>a <code>value</code> of <a href="https://example.com/a">this</a> &amp; <that></li>'.repeat(55)}</ul><b>`
const TYPES = ['STRING', 'INT', 'BOOLEAN', 'LIST', 'CLASS', 'PASSWORD', 'DOUBLE', 'ENUM', null]
const NAMES = [
  'with.dots.and.more',
  'with spaces in it',
  'ünïcödé.ключ.鍵',
  '__proto__',
  'constructor',
  'a=b',
  'emoji.😀',
  ' blanks ',
]

/** A plugin that nobody has seen: 200 keys, no groups, and everything about them as awkward as it gets. */
export function stranger(hidden: readonly string[] = []): Definitions {
  return validated(
    Array.from({ length: 200 }, (_, index) => {
      const name = NAMES[index] ?? `stranger.key.${index}`
      return {
        definition: {
          name,
          type: TYPES[index % TYPES.length],
          default_value: index % 3 === 0 ? 'd'.repeat(5000) : null,
          importance: index % 50 === 0 ? 'HIGH' : 'ODD',
          documentation: HTML,
          group: index % 2 ? null : '',
          display_name: 'The same name for all',
          dependents: null,
        },
        value: {
          name,
          recommended_values: index % 7 === 0 ? Array.from({ length: 300 }, (_, value) => `value ${value}`) : [],
          errors: index % 40 === 0 ? [`${name} is not right`] : null,
          visible: !hidden.includes(name),
        },
      }
    }),
  )
}
