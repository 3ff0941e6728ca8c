import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { postgresSource } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

/** Secrets where secrets lie: under keys that say so, inside values, and in what plugins throw. */
const CANARIES = {
  literal: 'canary-literal-9f2c',
  url: 'canary-url-77ab',
  jaas: 'canary-jaas-31de',
  traced: 'canary-traced-5e0a',
  token: 'canary-bearer-c4f1',
  listed: 'canary-listed-8d83',
}

const CONFIG = {
  'database.password': CANARIES.literal,
  'connection.url': `jdbc:postgresql://cdc:${CANARIES.url}@db1.example.com/shop`,
  'producer.override.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${CANARIES.jaas}";`,
  'house.rule': CANARIES.listed,
  'database.user': '${file:/run/secrets/db:user}',
}

const TRACE = [
  `org.apache.kafka.connect.errors.ConnectException: login of ${CANARIES.literal} failed for jdbc:postgresql://cdc:${CANARIES.traced}@db1.example.com/shop`,
  '\tat io.debezium.connector.postgresql.PostgresConnectorTask.start(PostgresConnectorTask.java:122)',
  `Caused by: org.postgresql.util.PSQLException: password=${CANARIES.traced} refused, Authorization: Bearer ${CANARIES.token}`,
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)',
  '',
].join('\n')

let scene: Scene
beforeEach(async () => {
  scene = await createScene({ secrets: ['house.*'] })
  scene.prod.control.seed([postgresSource('orders-pg', CONFIG)])
  scene.prod.control.failTask('orders-pg', 0, TRACE)
})
afterEach(() => scene.close())

it('no secret of a config, behind a URL or in a trace reaches Slack, a log line or the store', async () => {
  const admin = scene.as('admin')
  for (const words of ['', 'list', 'show orders-pg', 'tasks orders-pg', 'topics orders-pg', 'audit']) {
    await admin.runs(`/connect ${words}`)
  }
  await admin.opensHome()
  for (const words of ['config', 'trace']) {
    await admin.runs(`/connect ${words} orders-pg`)
    await admin.sees(words === 'config' ? 'db1.example.com' : 'doAuthentication')
    await admin.closes()
  }
  await admin.runs('/connect restart orders-pg')
  await admin.sees('failed again')
  await admin.runs('/connect delete orders-pg')
  await admin.sees('Type the connector')
  await admin.types('Type the connector’s name to delete it', 'orders-pg')
  await admin.submits()
  await admin.sees('deleted orders-pg')

  const sent = scene.exchanges()
  const kept = readdirSync(scene.dir).map((file) => readFileSync(join(scene.dir, file), 'latin1'))
  for (const [kind, secret] of Object.entries(CANARIES)) {
    expect(sent, `${kind} in a payload to Slack`).not.toContain(secret)
    expect(scene.log(), `${kind} in the log`).not.toContain(secret)
    expect(kept.join(''), `${kind} in the store`).not.toContain(secret)
  }
  expect(sent, 'a reference is no secret').toContain('${file:/run/secrets/db:user}')
})
