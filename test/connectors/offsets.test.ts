import { expect, it } from 'vitest'
import { changed, keptElsewhere, offsetLine, readOffsets, resetAll } from '../../src/connectors/offsets.ts'

const orders = (partition: number, offset: number) => ({
  partition: { kafka_partition: partition, kafka_topic: 'orders' },
  offset: { kafka_offset: offset },
})
const SHOP = { partition: { server: 'a = b' }, offset: { lsn: 42, snapshot: true } }
const PRESENT = [orders(0, 7), orders(1, 8), SHOP]

it('what is shown reads back as no change', () => {
  const text = PRESENT.map(offsetLine).join('\n')

  expect(readOffsets(text, PRESENT)).toEqual({ changes: [] })
})

it.each([
  ['orders 0 = 9', { kafka_offset: 7 }, { kafka_offset: 9 }],
  ['  orders 0   =  reset', { kafka_offset: 7 }, null],
  ['{"kafka_topic":"orders","kafka_partition":1} = {"kafka_offset":1}', { kafka_offset: 8 }, { kafka_offset: 1 }],
  ['{"server":"a = b"} = {"lsn":43}', SHOP.offset, { lsn: 43 }],
  ['orders 5 = 1', undefined, { kafka_offset: 1 }],
])('%s changes one partition', (text, from, to) => {
  expect(readOffsets(text, PRESENT)).toMatchObject({ changes: [{ from, to }] })
})

it.each([
  'orders = 1',
  'orders 0 = -1',
  'orders 0 = soon',
  '[1] = {}',
  '{"a":1} = {"lsn":12345678901234567890}',
  'orders 0 = 12345678901234567890',
])('%s cannot be read', (line) => {
  expect(readOffsets(`\n${line}`, PRESENT)).toMatchObject({ problems: [{ line: 2 }] })
})

it('a partition that is named twice cannot have both', () => {
  const text = 'orders 0 = 5\n\n{"kafka_partition":0,"kafka_topic":"orders"} = reset'

  expect(readOffsets(text, PRESENT)).toEqual({ problems: [{ line: 3, why: 'line 1 names the same partition' }] })
})

it('tells how many of the changes hold', () => {
  const changes = resetAll(PRESENT)

  expect(changed(changes, PRESENT)).toBe(0)
  expect(changed(changes, [SHOP])).toBe(2)
  expect(changed(changes, [])).toBe(3)
})

it.each([
  ['io.confluent.connect.hdfs3.Hdfs3SinkConnector', 'HDFS'],
  ['com.snowflake.kafka.connector.SnowflakeSinkConnector', 'Snowflake'],
  ['org.apache.iceberg.connect.IcebergSinkConnector', 'snapshots'],
  ['io.tabular.iceberg.connect.IcebergSinkConnector', 'snapshots'],
])('%s keeps its own', (className, where) => {
  expect(keptElsewhere(className)).toContain(where)
  expect(keptElsewhere('org.apache.kafka.connect.file.FileStreamSinkConnector')).toBeUndefined()
})
