import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isSecret } from '../../src/connectors/secrets.ts'

const DEFINITIONS = new URL('../../sandbox/connect/definitions/', import.meta.url)
const GOLDEN = new URL('../fixtures/golden/secret-keys.json', import.meta.url)

const Definitions = z.array(z.object({ name: z.string(), type: z.string() }))
const Captured = z.union([Definitions, z.record(z.string(), Definitions)])

const read = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'))

/** A connector's definitions fill a file; those of nested plugins and of Kafka's clients stand in one by name. */
function capturedIn(file: string): [plugin: string, definitions: z.infer<typeof Definitions>][] {
  const captured = Captured.parse(read(new URL(file, DEFINITIONS)))
  return Array.isArray(captured) ? [[file.replace('.config.json', ''), captured]] : Object.entries(captured)
}

const files = readdirSync(DEFINITIONS).filter((file) => /^(.*\.config|nested|clients)\.json$/.test(file))
const plugins = files.flatMap(capturedIn)

describe('of the definitions captured from real plugins', () => {
  it('the keys in the golden file are masked and no others', () => {
    const masked = plugins.map(([plugin, definitions]) => {
      const secret = definitions.filter(({ name, type }) => isSecret(name, 'value', type))
      return [plugin, secret.map(({ name }) => name).toSorted()] as const
    })

    expect(Object.fromEntries(masked.filter(([, keys]) => keys.length > 0))).toEqual(read(GOLDEN))
  })

  it('no default value is taken for a secret', () => {
    const Defaults = z.array(z.object({ name: z.string(), type: z.string(), default_value: z.string().nullish() }))
    const defaults = files
      .filter((file) => file.endsWith('.config.json'))
      .flatMap((file) => Defaults.parse(read(new URL(file, DEFINITIONS))))
      .filter(({ name, type }) => !isSecret(name, 'value', type))

    const hidden = defaults.filter(({ name, type, default_value }) => isSecret(name, default_value ?? '', type))

    expect(hidden).toEqual([])
  })
})
