import type { Seed } from '../connect/control.ts'

/** Connectors as their owners would have configured them, of plugins that the stand-in worker has. */
type Config = Record<string, string>

const STRING = 'org.apache.kafka.connect.storage.StringConverter'
const JSON_CONVERTER = 'org.apache.kafka.connect.json.JsonConverter'

function postgres(name: string, database: string, tables: string[], password: string, changes: Config = {}): Seed {
  const config = {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'tasks.max': '1',
    'database.hostname': `${database}.db.internal`,
    'database.port': '5432',
    'database.user': 'cdc',
    'database.password': password,
    'database.dbname': database,
    'topic.prefix': database,
    'table.include.list': tables.map((table) => `public.${table}`).join(','),
    'plugin.name': 'pgoutput',
    'slot.name': `${name.replaceAll('-', '_')}_slot`,
    'snapshot.mode': 'initial',
    'heartbeat.interval.ms': '10000',
    ...changes,
  }
  return { name, config, topics: tables.map((table) => `${database}.public.${table}`) }
}

function jdbc(name: string, topics: string[], tasks: number, changes: Config = {}): Seed {
  const config = {
    'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
    'tasks.max': String(tasks),
    topics: topics.join(','),
    'connection.url': 'jdbc:postgresql://warehouse.db.internal:5432/dwh',
    'connection.username': 'loader',
    'connection.password': `\${file:/etc/connect/dwh.properties:password}`,
    'insert.mode': 'upsert',
    'primary.key.mode': 'record_key',
    'schema.evolution': 'basic',
    ...changes,
  }
  return { name, config, topics }
}

const login = (user: string, password: string) =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`

function mirror(name: string, kind: 'Source' | 'Checkpoint' | 'Heartbeat', from: string, tasks: number): Seed {
  const config = {
    'connector.class': `org.apache.kafka.connect.mirror.Mirror${kind}Connector`,
    'tasks.max': String(tasks),
    'source.cluster.alias': from,
    'target.cluster.alias': 'prod',
    'source.cluster.bootstrap.servers': `kafka-1.${from}.internal:9093,kafka-2.${from}.internal:9093`,
    'target.cluster.bootstrap.servers': 'kafka.prod.internal:9093',
    'source.cluster.security.protocol': 'SASL_SSL',
    'source.cluster.sasl.mechanism': 'SCRAM-SHA-512',
    'source.cluster.sasl.jaas.config': login('mirror', `m1rror-${from}-2026`),
    ...(kind === 'Source' ? { topics: 'orders.*,clicks', 'sync.topic.acls.enabled': 'false' } : {}),
  }
  const topics = kind === 'Source' ? [`${from}.orders.created`, `${from}.orders.shipped`, `${from}.clicks`] : []
  return { name, config, topics }
}

function file(name: string, kind: 'Source' | 'Sink', path: string, topic: string): Seed {
  const config = {
    'connector.class': `org.apache.kafka.connect.file.FileStream${kind}Connector`,
    'tasks.max': '1',
    file: path,
    [kind === 'Source' ? 'topic' : 'topics']: topic,
    'key.converter': STRING,
    'value.converter': JSON_CONVERTER,
    'value.converter.schemas.enable': 'false',
  }
  return { name, config, topics: [topic] }
}

const generated = (name: string, topic: string, tasks: number): Seed => ({
  name,
  config: {
    'connector.class': 'org.apache.kafka.connect.tools.SchemaSourceConnector',
    'tasks.max': String(tasks),
    topic,
    throughput: '50',
  },
  topics: [topic],
})

export const PROD: readonly Seed[] = [
  postgres('orders-pg-source', 'orders', ['orders', 'order_items', 'refunds'], 'Sommer-2026!'),
  postgres('orders-archive-pg-source', 'orders', ['orders_archive'], 'Sommer-2026!'),
  postgres('items-pg-source', 'orders', ['items', 'prices'], 'Sommer-2026!', {
    transforms: 'unwrap',
    'transforms.unwrap.type': 'io.debezium.transforms.ExtractNewRecordState',
  }),
  postgres('customers-pg-source', 'customers', ['customers', 'addresses'], `\${vault:db/customers:password}`),
  postgres('payments-pg-source', 'payments', ['payments', 'chargebacks'], `\${vault:db/payments:password}`),
  postgres('hr-pg-source', 'people', ['employees'], `\${vault:db/people:password}`),
  jdbc('orders-jdbc-sink', ['orders.public.orders', 'orders.public.order_items'], 4),
  jdbc('customers-jdbc-sink', ['customers.public.customers'], 2),
  jdbc('payments-jdbc-sink', ['payments.public.payments'], 2),
  jdbc('clicks-jdbc-sink', ['clicks'], 6, { 'batch.size': '3000', 'errors.tolerance': 'all' }),
  jdbc('inventory-jdbc-sink', ['inventory.levels'], 2),
  jdbc('search-index-jdbc-sink', ['orders.public.items'], 1, {
    'connection.url': 'jdbc:postgresql://search.db.internal:5432/search?user=loader&password=s3arch-loader',
  }),
  mirror('mirror-eu-source', 'Source', 'eu', 8),
  mirror('mirror-eu-checkpoint', 'Checkpoint', 'eu', 1),
  mirror('mirror-eu-heartbeat', 'Heartbeat', 'eu', 1),
  mirror('mirror-us-source', 'Source', 'us', 8),
  mirror('mirror-us-checkpoint', 'Checkpoint', 'us', 1),
  file('audit-file-sink', 'Sink', '/tmp/audit.jsonl', 'audit'),
  file('exports-file-sink', 'Sink', '/var/exports/finance/daily.jsonl', 'finance.daily'),
  file('app-log-file-source', 'Source', '/var/log/app/app.log', 'logs.app'),
  { ...file('gitops-nginx-file-source', 'Source', '/var/log/nginx/access.log', 'logs.nginx'), state: 'PAUSED' },
  { ...jdbc('loyalty-jdbc-sink', ['loyalty.points'], 2), state: 'STOPPED' },
]

export const STAGING: readonly Seed[] = [
  postgres('orders-pg-source', 'orders-staging', ['orders', 'order_items'], 'staging'),
  postgres('customers-pg-source', 'customers-staging', ['customers'], 'staging'),
  jdbc('orders-jdbc-sink', ['orders-staging.public.orders'], 1),
  jdbc('clicks-jdbc-sink', ['clicks'], 1),
  generated('load-test-clicks', 'clicks', 2),
  generated('load-test-orders', 'orders', 1),
  file('scratch-file-sink', 'Sink', '/tmp/scratch.jsonl', 'scratch'),
  { ...generated('load-test-returns', 'returns', 1), state: 'PAUSED' },
]
