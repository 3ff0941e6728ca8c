import { randomBytes } from 'node:crypto'
import { startConnect } from '../connect/server.ts'
import { PROD, STAGING } from './connectors.ts'
import { BAD_CONFIG, BAD_RECORD, BROKER_SILENT, LOGIN_REFUSED, POOL_EXHAUSTED } from './traces.ts'

/** As long as on real workers: what a person watches should not be over before they look. */
const DELAYS = {
  restart: 900,
  stop: 1500,
  pauseTasks: 400,
  forget: 1500,
  session: 6000,
  reassign: 3000,
  starting: 1300,
}

/** Two Connect clusters with connectors on them, some of which have failed. */
export async function startClusters() {
  const password = randomBytes(16).toString('hex')
  const options = { auth: { user: 'slack-bot', password }, delays: DELAYS }
  const [prod, staging] = await Promise.all([
    startConnect({ ...options, workers: 2 }),
    startConnect({ ...options, version: '4.1.2', kafkaClusterId: 'c3RhZ2luZy1rYWZrYS1jbA' }),
  ])
  prod.control.seed(PROD)
  staging.control.seed(STAGING)

  const once = { once: true }
  prod.control.failTask('payments-pg-source', 0, LOGIN_REFUSED)
  prod.control.failTask('orders-jdbc-sink', 2, POOL_EXHAUSTED, once)
  prod.control.failTask('clicks-jdbc-sink', 1, POOL_EXHAUSTED, once)
  prod.control.failTask('clicks-jdbc-sink', 4, POOL_EXHAUSTED, once)
  prod.control.failTask('inventory-jdbc-sink', 0, BAD_RECORD)
  for (const task of [1, 5]) prod.control.failTask('mirror-us-source', task, BROKER_SILENT, once)
  staging.control.failConnector('load-test-orders', BAD_CONFIG)

  const [url1 = '', url2 = ''] = prod.urls
  const [stagingUrl = ''] = staging.urls
  return {
    prod,
    staging,
    /** What `config.yml` leaves to the environment. */
    env: { PROD_URL_1: url1, PROD_URL_2: url2, STAGING_URL: stagingUrl, CONNECT_PASSWORD: password },
    async close() {
      await Promise.all([prod.close(), staging.close()])
    },
  }
}
export type Clusters = Awaited<ReturnType<typeof startClusters>>
