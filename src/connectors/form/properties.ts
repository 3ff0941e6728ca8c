import { Properties } from 'properties-file/parser'
import { UserError } from '../../errors.ts'

/** A config as Java properties → its keys and values. Throws a UserError that names the lines that cannot be taken. */
export function readProperties(text: string): Map<string, string> {
  const properties = new Properties(text).getProperties()
  const wrong = properties.filter(({ separatorChar, key }) => separatorChar === undefined || key === '')
  if (wrong.length > 0) {
    const numbers = wrong.slice(0, 10).map(({ startingLineNumber }) => startingLineNumber)
    throw new UserError(`This is neither JSON nor properties: line ${numbers.join(', ')} is not key=value.`)
  }
  const config = new Map<string, string>()
  // the library's own look for this fails on a key named `toString`
  const twice = new Set<string>()
  for (const { key, value } of properties) {
    if (config.has(key)) twice.add(key)
    config.set(key, value)
  }
  if (twice.size > 0) throw new UserError(`${[...twice].join(', ')} stands there more than once. Leave one of each.`)
  return config
}
