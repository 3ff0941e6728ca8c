import { expect, it } from 'vitest'
import { writeChanges } from '../../src/connectors/service/edit.ts'
import { openClient } from '../connect/open.ts'
import { answer, startServer } from '../connect/server.ts'

it('below Connect 3.8 a key without a value goes back as it came, with the whole config', async () => {
  const odd = { name: 'odd', type: 'sink', config: { a: '1', empty: null }, tasks: [] }
  const worker = await startServer(answer(200, odd))
  const client = openClient({ urls: [worker.url] })
  const { config, nulls } = await client.connector('odd')
  const now = new Map(Object.entries(config))
  const cluster = { id: 'prod', name: 'prod', client, readOnly: false, managed: [] }

  await writeChanges(cluster, 'odd', { now, nulls }, new Map([['a', '2']]), false)

  expect(worker.requests.at(-1)?.body).toBe('{"empty":null,"a":"2"}')
})
