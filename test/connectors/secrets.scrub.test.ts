import { describe, expect, it } from 'vitest'
import { scrub, secretValues } from '../../src/connectors/secrets.ts'

const SECRET = 'p&s "ä/?>>'

describe('scrubbing a text', () => {
  it.each([
    { how: 'as it is', spelled: SECRET },
    { how: 'in a URL', spelled: encodeURIComponent(SECRET) },
    { how: 'in a form', spelled: new URLSearchParams({ q: SECRET }).toString() },
    { how: 'in JSON', spelled: JSON.stringify({ q: SECRET }) },
    { how: 'in base64', spelled: Buffer.from(SECRET).toString('base64') },
    { how: 'in base64url', spelled: Buffer.from(SECRET).toString('base64url') },
  ])('hides a known secret $how', ({ spelled }) => {
    const scrubbed = scrub(`login failed: ${spelled} was refused`, [SECRET])

    expect(scrubbed).toMatch(/^login failed: .*\[hidden\].* was refused$/)
    expect(scrubbed).not.toContain(spelled)
  })

  it('hides a longer secret whole, although a shorter one is its beginning', () => {
    expect(scrub('it was hunter2-long', ['hunter2', 'hunter2-long'])).toBe('it was [hidden]')
  })

  it.each(['', 'abc', ' x ', 'hidden', 'true'])('does not tear a text apart for the known value %j', (known) => {
    expect(scrub('abc x hidden is true', [known])).toBe('abc x hidden is true')
  })

  it('hides what looks like a secret without knowing any', () => {
    expect(scrub('password=hunter2 refused')).not.toContain('hunter2')
  })
})

describe('the secret values of a config', () => {
  it.each([
    [{ 'connection.password': 'hunter2' }, 'hunter2'],
    [{ 'connection.url': 'jdbc:postgresql://h/db?user=u&password=hunter2' }, 'hunter2'],
    [{ 'connection.url': 'mongodb://user:hunter2@host/db' }, 'hunter2'],
    [{ 'sasl.jaas.config': 'x.PlainLoginModule required username="u" password="hunter2";' }, 'hunter2'],
    [{ 'connection.password': 'hunter2${file:/x:y}' }, 'hunter2'],
  ])('let %j be hidden where a plugin repeats only the secret', (config, repeated) => {
    const known = secretValues(config)

    expect(scrub(`cannot log in with ${repeated}`, known)).toBe('cannot log in with [hidden]')
  })

  it('hold nothing of the other keys', () => {
    expect(secretValues({ 'topic.prefix': 'orders', 'sasl.mechanism': 'PLAIN' })).toEqual([])
  })
})
