import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isSecret } from '../../src/connectors/secrets.ts'

const DEFINITIONS = new URL('../../sandbox/connect/definitions/', import.meta.url)
const Definitions = z.array(z.object({ name: z.string(), type: z.string() }))
const Golden = z.record(z.string(), z.array(z.string()))

const read = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'))
const golden = Golden.parse(read(new URL('../fixtures/golden/secret-keys.json', import.meta.url)))
const files = readdirSync(DEFINITIONS).filter((name) => name.endsWith('.config.json'))
const definitionsIn = (file: string) => Definitions.parse(read(new URL(encodeURIComponent(file), DEFINITIONS)))

describe('of the definitions captured from real plugins', () => {
  it('every file has its line in the golden file', () => {
    expect(Object.keys(golden).toSorted()).toEqual(files.toSorted())
  })

  it.each(files)('%s masks the keys of the golden file and no others', (file) => {
    const masked = definitionsIn(file).filter(({ name, type }) => isSecret(name, 'value', type))

    expect(masked.map(({ name }) => name).toSorted()).toEqual(golden[file])
  })
})
