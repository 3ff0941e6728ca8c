import { expect, it } from 'vitest'
import { documentationOf, familyOf } from '../../../src/connectors/form/families.ts'

it.each([
  ['io.debezium.connector.oracle.OracleConnector', 'changes of an Oracle database', '/connectors/oracle.html'],
  ['com.mongodb.kafka.connect.MongoSinkConnector', 'documents of MongoDB', 'www.mongodb.com/docs/kafka-connector'],
  ['io.aiven.connect.jdbc.JdbcSourceConnector', 'a connector of Aiven', 'aiven.io/docs'],
  ['org.apache.iceberg.connect.IcebergSinkConnector', 'tables of Apache Iceberg', 'docs/latest/kafka-connect'],
  ['com.splunk.kafka.connect.SplunkSinkConnector', 'events of Splunk', 'splunk/kafka-connect-splunk'],
  ['com.ibm.eventstreams.connect.mqsource.MQSourceConnector', 'messages of IBM MQ', 'kafka-connect-mq-source'],
  [
    'com.github.jcustenborder.kafka.connect.spooldir.SpoolDirCsvSourceConnector',
    'records of files',
    'kafka-connect-spooldir',
  ],
])('says what %s is for, and where to read about it', (className, does, place) => {
  expect(familyOf(className)?.does).toBe(does)
  expect(documentationOf(className)).toContain(place)
})

it('leads to the documentation of Kafka Connect for a class that it does not know', () => {
  expect(familyOf('com.example.Sink')).toBeUndefined()
  expect(documentationOf('com.example.Sink')).toContain('kafka.apache.org')
})
