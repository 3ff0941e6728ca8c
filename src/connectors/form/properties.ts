import { Properties } from 'properties-file/parser'
import { UserError } from '../../errors.ts'

/** A config as Java properties → its keys and values. Throws a UserError that names the lines that cannot be taken. */
export function readProperties(text: string): Map<string, string> {
  const file = new Properties(text)
  const properties = file.getProperties()
  const wrong = properties.filter(({ separatorChar, key }) => separatorChar === undefined || key === '')
  if (wrong.length > 0) {
    const numbers = wrong.slice(0, 10).map(({ startingLineNumber }) => startingLineNumber)
    throw new UserError(`This is neither JSON nor properties: line ${numbers.join(', ')} is not key=value.`)
  }
  const twice = file.getKeyCollisions().map(({ key }) => key)
  if (twice.length > 0) throw new UserError(`${twice.join(', ')} stands there more than once. Leave one of each.`)
  return new Map(properties.map(({ key, value }) => [key, value]))
}
