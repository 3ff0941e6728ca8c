/** Connectors as tests need them, of plugins that the stand-in worker has. */

const FILE_SINK = 'org.apache.kafka.connect.file.FileStreamSinkConnector'
const POSTGRES = 'io.debezium.connector.postgresql.PostgresConnector'

export const fileSink = (name: string, changes: Record<string, string> = {}) => ({
  name,
  config: { 'connector.class': FILE_SINK, topics: 'orders', file: '/dev/null', 'tasks.max': '2', ...changes },
})

export const postgresSource = (name: string, changes: Record<string, string> = {}) => ({
  name,
  config: {
    'connector.class': POSTGRES,
    'database.hostname': 'db1.example.com',
    'database.user': 'cdc',
    'database.password': 'hunter2-secret',
    'topic.prefix': 'shop',
    ...changes,
  },
})

/** The trace of a database that refuses the login, as Debezium throws it. */
export const LOGIN_FAILED = [
  'org.apache.kafka.connect.errors.ConnectException: Could not connect to database',
  '\tat io.debezium.connector.postgresql.PostgresConnectorTask.start(PostgresConnectorTask.java:122)',
  '\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)',
  'Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"',
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)',
  '\t... 12 more',
  '',
].join('\n')
