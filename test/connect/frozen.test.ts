import { expect, it, onTestFinished } from 'vitest'
import { startConnect } from '../../sandbox/connect/server.ts'
import { SINK } from './contract.ts'
import { errorOf, openClient } from './open.ts'

const CONFIG = { 'connector.class': SINK, topics: 'a', file: '/dev/null' }

/** Workers whose broker answers no more; they give up in no time. */
async function openFrozen() {
  const connect = await startConnect({ delays: { healthTimeout: 1, targetTimeout: 1, requestTimeout: 1 } })
  onTestFinished(() => connect.close())
  connect.control.seed([{ name: 'orders', config: CONFIG }])
  connect.control.freezeBroker(true)
  return { client: openClient({ urls: connect.urls }), thaw: () => connect.control.freezeBroker(false) }
}

it('a frozen broker leaves every status RUNNING; only the health tells', async () => {
  const { client } = await openFrozen()

  const status = (await client.statuses()).get('orders')
  const health = await client.health()

  expect(status?.connector.state).toBe('RUNNING')
  expect(health.status).toBe('unhealthy')
  expect(health.message).toMatch(/^Worker was unable to handle this request/)
})

it('no write says that it was carried out or not, since some are carried out later', async () => {
  const { client, thaw } = await openFrozen()

  const errors = [
    await errorOf(client.pause('orders')),
    await errorOf(client.create({ name: 'new', config: CONFIG })),
    await errorOf(client.remove('orders')),
  ]
  thaw()

  for (const error of errors) expect(error).toMatchObject({ kind: 'timed-out', outcomeUnknown: true })
  await expect.poll(() => client.names()).toEqual([])
})
