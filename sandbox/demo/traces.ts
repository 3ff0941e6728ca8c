/** Stack traces as these failures leave them in a status. */

const lines = (...frames: string[]) => `${frames.join('\n')}\n`

const EXECUTOR = [
  '\tat java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)',
  '\tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)',
  '\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)',
  '\tat java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)',
  '\tat java.base/java.lang.Thread.run(Thread.java:840)',
]

const DEBEZIUM_START = [
  '\tat io.debezium.connector.postgresql.PostgresConnectorTask.start(PostgresConnectorTask.java:127)',
  '\tat io.debezium.connector.common.BaseSourceTask.startIfNeededAndPossible(BaseSourceTask.java:258)',
  '\tat io.debezium.connector.common.BaseSourceTask.start(BaseSourceTask.java:205)',
  '\tat org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.initializeAndStart(AbstractWorkerSourceTask.java:288)',
  '\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:242)',
  '\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)',
  ...EXECUTOR,
]

export const LOGIN_REFUSED = lines(
  'io.debezium.DebeziumException: Could not connect to the database',
  ...DEBEZIUM_START,
  'Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"',
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:704)',
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.tryConnect(ConnectionFactoryImpl.java:213)',
  '\tat org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:268)',
  '\tat org.postgresql.Driver.connect(Driver.java:298)',
  '\tat io.debezium.jdbc.JdbcConnection.establishConnection(JdbcConnection.java:1232)',
  '\t... 11 more',
)

export const databaseDown = (host: string) =>
  lines(
    'org.apache.kafka.connect.errors.RetriableException: An exception occurred in the change event producer. This connector will be restarted.',
    '\tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:63)',
    ...DEBEZIUM_START,
    `Caused by: org.postgresql.util.PSQLException: Connection to ${host}:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.`,
    '\tat org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)',
    '\tat org.postgresql.Driver.connect(Driver.java:298)',
    '\t... 12 more',
    'Caused by: java.net.ConnectException: Connection refused',
    '\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
    '\tat java.base/java.net.Socket.connect(Socket.java:633)',
    '\t... 14 more',
  )

const SINK = [
  '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:634)',
  '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.poll(WorkerSinkTask.java:345)',
  '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.execute(WorkerSinkTask.java:247)',
  '\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:243)',
  '\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)',
  ...EXECUTOR,
]

export const POOL_EXHAUSTED = lines(
  'org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.',
  ...SINK,
  'Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0, waiting=4)',
  '\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)',
  '\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:179)',
  '\tat io.debezium.connector.jdbc.JdbcChangeEventSink.execute(JdbcChangeEventSink.java:88)',
  '\t... 10 more',
)

export const BAD_RECORD = lines(
  'org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler',
  '\tat org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator.execAndHandleError(RetryWithToleranceOperator.java:260)',
  '\tat org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator.execute(RetryWithToleranceOperator.java:178)',
  ...SINK,
  'Caused by: org.apache.kafka.connect.errors.DataException: Converting byte[] to Kafka Connect data failed due to serialization error of topic inventory.levels:',
  '\tat org.apache.kafka.connect.json.JsonConverter.toConnectData(JsonConverter.java:333)',
  '\t... 13 more',
  "Caused by: com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ' at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]',
  '\tat com.fasterxml.jackson.core.JsonParser._constructError(JsonParser.java:2673)',
  '\t... 17 more',
)

export const BROKER_SILENT = lines(
  'org.apache.kafka.connect.errors.ConnectException: Unrecoverable exception from producer send callback',
  '\tat org.apache.kafka.connect.runtime.WorkerSourceTask.maybeThrowProducerSendException(WorkerSourceTask.java:287)',
  '\tat org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.sendRecords(AbstractWorkerSourceTask.java:391)',
  ...EXECUTOR,
  'Caused by: org.apache.kafka.common.errors.TimeoutException: Expiring 12 record(s) for us.orders.created-3:120000 ms has passed since batch creation',
)

export const BAD_CONFIG = lines(
  'org.apache.kafka.connect.errors.ConnectException: Unable to start the connector',
  '\tat org.apache.kafka.connect.runtime.WorkerConnector.doStart(WorkerConnector.java:176)',
  '\tat org.apache.kafka.connect.runtime.WorkerConnector.doRun(WorkerConnector.java:153)',
  ...EXECUTOR,
  'Caused by: org.apache.kafka.common.config.ConfigException: Invalid value 0 for configuration throughput: must be at least 1',
  '\tat org.apache.kafka.connect.tools.SchemaSourceConnector.start(SchemaSourceConnector.java:51)',
  '\t... 6 more',
)
