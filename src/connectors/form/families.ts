/** One family of connectors: what it does in a few words, and where its documentation is. */
export interface Family {
  classes: RegExp
  does: string
  url: string
}

const DEBEZIUM = 'https://debezium.io/documentation/reference/stable/connectors'

/** The first row that fits counts; Apache Kafka's own documentation serves for the rest. */
const FAMILIES: readonly Family[] = [
  {
    classes: /^io\.debezium\..*Postgres/,
    does: 'changes of a PostgreSQL database',
    url: `${DEBEZIUM}/postgresql.html`,
  },
  { classes: /^io\.debezium\..*MySql/, does: 'changes of a MySQL database', url: `${DEBEZIUM}/mysql.html` },
  { classes: /^io\.debezium\..*MariaDb/, does: 'changes of a MariaDB database', url: `${DEBEZIUM}/mariadb.html` },
  {
    classes: /^io\.debezium\..*SqlServer/,
    does: 'changes of an SQL Server database',
    url: `${DEBEZIUM}/sqlserver.html`,
  },
  { classes: /^io\.debezium\..*Oracle/, does: 'changes of an Oracle database', url: `${DEBEZIUM}/oracle.html` },
  { classes: /^io\.debezium\..*MongoDb/, does: 'changes of a MongoDB database', url: `${DEBEZIUM}/mongodb.html` },
  { classes: /^io\.debezium\..*Jdbc/, does: 'rows of a database, by JDBC', url: `${DEBEZIUM}/jdbc.html` },
  { classes: /^io\.debezium\./, does: 'changes of a database', url: `${DEBEZIUM}/index.html` },
  {
    classes: /^com\.mongodb\.kafka\.connect\./,
    does: 'documents of MongoDB',
    url: 'https://www.mongodb.com/docs/kafka-connector/current/',
  },
  {
    classes: /^com\.snowflake\.kafka\./,
    does: 'rows of Snowflake',
    url: 'https://docs.snowflake.com/en/user-guide/kafka-connector',
  },
  {
    classes: /^com\.google\.pubsub(lite)?\./,
    does: 'messages of Google Pub/Sub',
    url: 'https://cloud.google.com/pubsub/docs/connect_kafka',
  },
  {
    classes: /^io\.confluent\.connect\./,
    does: 'a connector of Confluent',
    url: 'https://docs.confluent.io/platform/current/connect/supported.html',
  },
  {
    classes: /^io\.aiven\./,
    does: 'a connector of Aiven',
    url: 'https://aiven.io/docs/products/kafka/kafka-connect',
  },
  {
    classes: /^org\.apache\.camel\.kafkaconnector\./,
    does: 'a component of Apache Camel',
    url: 'https://camel.apache.org/camel-kafka-connector/next/reference/index.html',
  },
  {
    classes: /^org\.apache\.iceberg\./,
    does: 'tables of Apache Iceberg',
    url: 'https://iceberg.apache.org/docs/latest/kafka-connect/',
  },
  {
    classes: /^com\.couchbase\./,
    does: 'documents of Couchbase',
    url: 'https://docs.couchbase.com/kafka-connector/current/index.html',
  },
  {
    classes: /^com\.clickhouse\./,
    does: 'rows of ClickHouse',
    url: 'https://clickhouse.com/docs/integrations/kafka/clickhouse-kafka-connect-sink',
  },
  {
    classes: /^com\.splunk\./,
    does: 'events of Splunk',
    url: 'https://github.com/splunk/kafka-connect-splunk',
  },
  {
    classes: /^com\.azure\.cosmos\./,
    does: 'documents of Azure Cosmos DB',
    url: 'https://github.com/microsoft/kafka-connect-cosmosdb',
  },
  {
    classes: /^com\.microsoft\.azure\.kusto\./,
    does: 'rows of Azure Data Explorer',
    url: 'https://github.com/Azure/kafka-sink-azure-kusto',
  },
  {
    classes: /^com\.redis\./,
    does: 'keys and streams of Redis',
    url: 'https://github.com/redis-field-engineering/redis-kafka-connect',
  },
  {
    classes: /^com\.singlestore\./,
    does: 'rows of SingleStore',
    url: 'https://github.com/memsql/singlestore-kafka-connector',
  },
  {
    classes: /^com\.ibm\.eventstreams\.connect\.mqsource\./,
    does: 'messages of IBM MQ',
    url: 'https://github.com/ibm-messaging/kafka-connect-mq-source',
  },
  {
    classes: /^io\.questdb\./,
    does: 'rows of QuestDB',
    url: 'https://github.com/questdb/kafka-questdb-connector',
  },
  {
    classes: /^io\.streamthoughts\./,
    does: 'records of files',
    url: 'https://github.com/streamthoughts/kafka-connect-file-pulse',
  },
  {
    classes: /^com\.github\.castorm\./,
    does: 'answers of an HTTP API',
    url: 'https://github.com/castorm/kafka-connect-http',
  },
  {
    classes: /^com\.github\.jcustenborder\..*\.spooldir\./,
    does: 'records of files',
    url: 'https://github.com/jcustenborder/kafka-connect-spooldir',
  },
  {
    classes: /^org\.apache\.kafka\.connect\.mirror\./,
    does: 'topics of another Kafka cluster',
    url: 'https://kafka.apache.org/documentation/#georeplication',
  },
  {
    classes: /^org\.apache\.kafka\.connect\.file\./,
    does: 'lines of a file on the worker',
    url: 'https://kafka.apache.org/documentation/#connect_running',
  },
  {
    classes: /^org\.apache\.kafka\.connect\.tools\./,
    does: 'for tests',
    url: 'https://kafka.apache.org/documentation/#connect',
  },
]

/** undefined: a class that is not known here. */
export const familyOf = (className: string): Family | undefined =>
  FAMILIES.find(({ classes }) => classes.test(className))

/** Where to read about a class. */
export const documentationOf = (className: string): string =>
  familyOf(className)?.url ?? 'https://kafka.apache.org/documentation/#connect_configuring'
