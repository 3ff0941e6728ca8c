import { expect, it } from 'vitest'
import { openClient } from './open.ts'
import { answer, startServer } from './server.ts'

const statuses = (state: string) => ({
  orders: { status: { name: 'orders', connector: { state, worker_id: 'w:1' }, tasks: [], type: 'sink' } },
})

it('reads statuses anew only when they differ from the last ones', async () => {
  let state = 'RUNNING'
  const worker = await startServer((response, request) => answer(200, statuses(state))(response, request))
  const client = openClient({ urls: [worker.url] })
  const first = await client.statuses()

  const same = await client.statuses()
  state = 'PAUSED'
  const other = await client.statuses()

  expect(same).toBe(first)
  expect([first, other].map((all) => all.get('orders')?.connector.state)).toEqual(['RUNNING', 'PAUSED'])
})
