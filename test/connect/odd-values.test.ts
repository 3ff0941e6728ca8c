import { expect, it } from 'vitest'
import { parseConfigs } from '../../src/connect/statuses.ts'
import { openClient } from './open.ts'
import { answer, startServer } from './server.ts'

/** As text: an object literal cannot have the key `__proto__`. */
const ODD =
  '{"name":"odd","config":{"a":"1","empty":null,"n":3,"yes":true,"__proto__":"kept"},"tasks":[],"type":"sink"}'

it('a config is read whatever its values are', async () => {
  const worker = await startServer(answer(200, ODD))

  const { config, nulls } = await openClient({ urls: [worker.url] }).connector('odd')

  expect(Object.entries(config)).toEqual([
    ['a', '1'],
    ['n', '3'],
    ['yes', 'true'],
    ['__proto__', 'kept'],
  ])
  expect(nulls).toEqual({ empty: null })
})

it('one odd config does not hide the others', () => {
  const configs = parseConfigs(JSON.parse(`{"odd":{"info":${ODD}},"none":null,"fresh":{"info":null}}`))

  expect([...configs.keys()]).toEqual(['odd'])
  expect([...(configs.get('odd') ?? [])]).toEqual([
    ['a', '1'],
    ['n', '3'],
    ['yes', 'true'],
    ['__proto__', 'kept'],
  ])
})

it('a plugin that does not tell its version has none', async () => {
  const rows = ['null', 'undefined', null, '1'].map((version) => ({ class: 'a', type: 'sink', version }))
  const worker = await startServer(answer(200, JSON.stringify(rows)))

  const plugins = await openClient({ urls: [worker.url] }).plugins(true)

  expect(plugins.map(({ version }) => version)).toEqual([undefined, undefined, undefined, '1'])
})
