import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/alerts/fingerprint.ts'
import { trace } from './traces.ts'

const keyOf = (message: string, exception = 'com.acme.SinkException') => fingerprint(trace(exception, message))?.key

describe('the fingerprint of a cause', () => {
  it.each([
    { what: 'ports', one: 'Connection to db1:5432 refused', other: 'Connection to db1:5433 refused' },
    { what: 'the port of an address', one: 'connect to 10.0.0.7:443 failed', other: 'connect to 10.0.0.7:8443 failed' },
    { what: 'numbers', one: 'timed out after 30000 ms', other: 'timed out after 30017 ms' },
    { what: 'offsets', one: 'Bad record orders-3 at offset 17', other: 'Bad record orders-11 at offset 9,214' },
    { what: 'times', one: 'Expired at 2026-11-22T14:02:03.120Z', other: 'Expired at 2026-11-23T00:00:00Z' },
    {
      what: 'uuids',
      one: 'Batch 0b51c2ee-7a1c-4b2f-9d0e-3c1a5f3f9e11 lost',
      other: 'Batch ffffffff-7a1c-4b2f-9d0e-3c1a5f3f9e11 lost',
    },
    { what: 'hex ids', one: 'Request 7f3a9c0d12 failed', other: 'Request 00aa11bb22cc failed' },
    { what: 'addresses of objects', one: 'Sink@0x7f21 is closed', other: 'Sink@0x11aa is closed' },
  ])('does not depend on $what', ({ one, other }) => {
    expect(keyOf(one)).toBe(keyOf(other))
  })

  it.each([
    { what: 'hosts with a port', one: 'Connection to db1:5432 refused', other: 'Connection to db2:5432 refused' },
    {
      what: 'hosts with dots',
      one: 'Unknown host kafka-1.prod.example.com',
      other: 'Unknown host kafka-2.prod.example.com',
    },
    { what: 'hosts in URLs', one: 'GET http://es-1/_bulk failed', other: 'GET http://es-2/_bulk failed' },
    { what: 'addresses', one: 'connect to 10.0.0.7:443 failed', other: 'connect to 10.0.0.8:443 failed' },
    { what: 'words', one: 'table orders is missing', other: 'table items is missing' },
    { what: 'numbers of database errors', one: 'ORA-01017: refused', other: 'ORA-12541: refused' },
  ])('tells $what apart', ({ one, other }) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  it('tells exceptions with one message apart', () => {
    expect(keyOf('refused', 'a.OneException')).not.toBe(keyOf('refused', 'a.OtherException'))
  })

  it('goes by the first frame of neither the JDK nor Kafka where there is no message', () => {
    const at = (frame: string) => fingerprint(trace('java.lang.NullPointerException', '', frame))?.key

    expect(at('com.acme.Sink.put(Sink.java:7)')).toBe(at('com.acme.Sink.put(Sink.java:99)'))
    expect(at('com.acme.Sink.put(Sink.java:7)')).not.toBe(at('com.acme.Sink.flush(Sink.java:7)'))
  })

  it('holds no secret', () => {
    const found = fingerprint(trace('java.sql.SQLException', 'jdbc:postgresql://cdc:hunter2@db1/orders refused'))

    expect(JSON.stringify(found)).not.toContain('hunter2')
  })

  it('is none of an empty trace', () => {
    expect(fingerprint('')).toBeUndefined()
  })

  it('reads a hostile trace within a test’s time', () => {
    expect(fingerprint(trace('a.B', `${'a-'.repeat(200_000)}!`))).toBeDefined()
    expect(fingerprint(trace('a.B', `${'a.'.repeat(200_000)}!`))).toBeDefined()
  })
})
