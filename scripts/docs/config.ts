import { z } from 'zod'
import { Environment } from '../../src/config/environment.ts'
import { configSchema } from '../config-schema.ts'
import { table } from './table.ts'

type Shape = z.core.JSONSchema.JSONSchema

/** The variables and the keys of the file, out of their schemas. */
export function configTables(): string {
  const { properties = {} } = z.toJSONSchema(Environment, { io: 'input' })
  const variables = Object.entries(properties).flatMap(([name, shape]) =>
    typeof shape === 'boolean'
      ? []
      : [
          [
            shape.secret ? `${code(name)}, ${code(`${name}_FILE`)}` : code(name),
            shape.description ?? '',
            defaultOf(shape),
          ],
        ],
  )
  return [
    table(['Variable', 'Meaning', 'Default'], variables),
    table(['Key of the file', 'Meaning', 'Default'], keysOf(configSchema(), '')),
  ].join('\n\n')
}

/** One row a key, with the keys below it after it: clusters, clusters[].id … */
function keysOf(shape: Shape, prefix: string): string[][] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, child]) => {
    if (typeof child === 'boolean') return []
    const path = `${prefix}${key}`
    return [[code(path), child.description ?? '', defaultOf(child)], ...keysBelow(child, path)]
  })
}

function keysBelow(shape: Shape, path: string): string[][] {
  const below = shape.additionalProperties
  return [
    ...keysOf(shape, `${path}.`),
    ...(typeof below === 'object' ? keysBelow(below, `${path}.<name>`) : []),
    ...(typeof shape.items === 'object' && !Array.isArray(shape.items) ? keysBelow(shape.items, `${path}[]`) : []),
  ]
}

function defaultOf({ default: value }: Shape): string {
  return value === undefined || value === '' || typeof value === 'object' ? '' : code(String(value))
}

const code = (text: string) => `\`${text}\``
