import { afterEach, beforeEach, expect, it } from 'vitest'
import { startConnect } from '../../sandbox/connect/server.ts'
import { startSlack } from '../../sandbox/slack/server.ts'
import { fileSink } from '../support/connectors.ts'
import { createConnection, MODE } from '../support/mode.ts'
import { createProcesses, ends } from '../support/process.ts'
import { createPeople } from '../support/slack.ts'
import { workspace } from '../support/workspace.ts'

let world: Awaited<ReturnType<typeof startWorld>>

beforeEach(async () => {
  world = await startWorld()
})
afterEach(async () => {
  await world.app.close()
  await Promise.all([world.slack.close(), world.connect.close()])
})

it('tells how a restart ended although the process that began it was killed', async () => {
  const first = await world.app.start()
  await world.as('operator').runs('/connect show orders-sink')
  world.connect.control.failTask('orders-sink', 0, 'java.lang.RuntimeException: boom\n\tat x.Y.z(Y.java:1)\n')
  await world.as('operator').clicks('Restart all', { confirm: true })
  await ends(first, 'SIGKILL')

  await world.app.start()

  await world.slack.waitFor(
    () => /orders-sink .* (failed again|task 0)/.test(world.as('operator').screen()),
    'the outcome comes',
    'U0OPERATOR',
    90_000,
  )
  const restarts = world.connect.control.requests().filter(({ method }) => method === 'POST')
  expect(restarts).toHaveLength(1)
}, 120_000)

it('a stop on SIGTERM waits for what runs', async () => {
  const bot = await world.app.start()
  await world.as('operator').runs('/connect show orders-sink')
  await world.as('operator').clicks('Restart all', { confirm: true })

  const code = await ends(bot, 'SIGTERM')

  expect(code).toBe(0)
  expect(world.as('operator').screen()).toContain('operator restarted orders-sink')
}, 60_000)

async function startWorld() {
  const connection = await createConnection(MODE)
  const [slack, connect] = await Promise.all([
    startSlack({ seed: workspace(), rateLimits: false, ...connection.slack }),
    startConnect(),
  ])
  connect.control.seed([fileSink('orders-sink')])
  const config = `slack: { mode: ${MODE} }
clusters: [{ id: prod, name: prod, url: "${connect.urls[0]}" }]
permissions: { everyone: [CONNECT_INSPECT, CONNECT_ALTER_STATE] }
`
  return { slack, connect, app: createProcesses({ slack, config, env: connection.env }), as: createPeople(slack) }
}
