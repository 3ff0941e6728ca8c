import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { postgresSource } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

const CANARIES = {
  url: 'canary-url-77ab',
  pair: 'canary-pair-5e0a',
  bearer: 'canary-bearer-c4f1',
  typed: 'canary-typed-93be',
}

const TRACE = [
  `org.apache.kafka.connect.errors.ConnectException: login failed for jdbc:postgresql://cdc:${CANARIES.url}@db1.example.com/shop`,
  '\tat io.debezium.connector.postgresql.PostgresConnectorTask.start(PostgresConnectorTask.java:122)',
  `Caused by: org.postgresql.util.PSQLException: password=${CANARIES.pair} refused, Authorization: Bearer ${CANARIES.bearer}`,
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)',
  '',
].join('\n')

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ slack: 'alerts: { channel: C0DATA, interval: 2s }' })
  scene.prod.control.seed([postgresSource('orders-pg'), postgresSource('items-pg')])
  await seenWell(scene)
})
afterEach(() => scene.close())

it('no secret in a trace, or in a reason that somebody gives, reaches a root, a thread, a window, the log or the store', async () => {
  const admin = scene.as('admin')
  for (const name of ['orders-pg', 'items-pg']) scene.prod.control.failTask(name, 0, TRACE)
  await admin.sees('firing ✖ 2 connectors')
  await admin.clicks('All 2')
  await admin.sees('│ orders-pg: 1 of 1 task failed')
  await admin.closes()
  await admin.clicks('Stack trace')
  await admin.sees('doAuthentication')
  await admin.closes()
  await admin.runs(`/connect mute orders-* 1h password=${CANARIES.typed}`)
  await admin.runs('/connect alerts')
  await admin.runs('/connect restart orders-pg')
  await admin.sees('failed again')

  const sent = scene.exchanges()
  const kept = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))
  for (const [kind, secret] of Object.entries(CANARIES)) {
    if (kind !== 'typed') expect(sent, `${kind} in a payload to Slack`).not.toContain(secret)
    expect(scene.as('reader').screen(), `${kind} on a screen`).not.toContain(secret)
    expect(scene.log(), `${kind} in the log`).not.toContain(secret)
    expect(kept.join(''), `${kind} in the store`).not.toContain(secret)
  }
})
