import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configSchemaText } from '../scripts/config-schema.ts'
import { upToDate } from '../scripts/docs.ts'
import { load } from './config/load.ts'

it('keeps the tables of the README true (npm run docs)', () => {
  const readme = readFileSync('README.md', 'utf8')

  expect(upToDate(readme)).toBe(readme)
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
