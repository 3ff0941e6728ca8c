import { expect, it } from 'vitest'
import { levelOf, levelsWith } from '../../src/connectors/loggers.ts'

const LOGGERS = new Map([
  ['root', 'WARN'],
  ['org.apache', 'INFO'],
  ['org.apache.kafka.a', 'ERROR'],
  ['org.apache.kafka.b', undefined],
  ['org.apache.kafkaesque', 'TRACE'],
])

it.each([
  ['org.apache.kafka.a', 'ERROR'],
  ['org.apache.kafka.b', 'INFO'],
  ['org.apache.kafka', 'INFO'],
  ['com.example', 'WARN'],
])('%s is at %s, its own or that of the nearest above', (name, level) => {
  expect(levelOf(LOGGERS, name)).toBe(level)
})

it('a change remembers the logger and whatever begins with its name, as Connect changes it', () => {
  expect([...levelsWith(LOGGERS, 'org.apache.kafka')]).toEqual([
    ['org.apache.kafka', 'INFO'],
    ['org.apache.kafka.a', 'ERROR'],
    ['org.apache.kafka.b', 'INFO'],
    ['org.apache.kafkaesque', 'TRACE'],
  ])
})
