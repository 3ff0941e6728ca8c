import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configSchemaText } from '../scripts/config-schema.ts'
import { GENERATED, upToDate } from '../scripts/docs.ts'
import { load } from './config/load.ts'

it.each(Object.keys(GENERATED))('keeps the tables of %s true (npm run docs)', (name) => {
  const document = readFileSync(name, 'utf8')

  expect(upToDate(name, document)).toBe(document)
})

it('keeps config.schema.json true (npm run schema)', () => {
  expect(readFileSync('config.schema.json', 'utf8')).toBe(configSchemaText())
})

it('ships an example that loads and that editors can complete', () => {
  const yaml = readFileSync('config.example.yml', 'utf8')

  const config = load({ yaml, env: { CONNECT_PASSWORD: 'a' } })

  expect(yaml.split('\n')[0]).toBe('# yaml-language-server: $schema=./config.schema.json')
  expect(config.clusters.map(({ id }) => id)).toEqual(['prod', 'staging'])
  expect(config.notes).toEqual([])
})
