import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSecret, scrub, secretValues } from '../../src/connectors/secrets.ts'

const secretKey = fc.constantFrom('connection.password', 'api_key', 'sasl.jaas.config', 'clientSecret', 'x.token')
const part = fc.stringMatching(/^[^${}:]{1,30}$/)
const reference = fc
  .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[\w/.-]{0,20}$/), fc.stringMatching(/^[\w.]{1,20}$/))
  .map(([provider, path, key]) => `\${${provider}:${path}:${key}}`)
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 50, maxLength: 200 }))

describe('for any value', () => {
  it('what stands at the key of a secret is one', () => {
    fc.assert(
      fc.property(secretKey, anyText, (key, value) => {
        expect(isSecret(key, value)).toBe(true)
      }),
    )
  })

  it('what stands around a reference is known as secret, the reference is not', () => {
    fc.assert(
      fc.property(secretKey, part, reference, part, (key, before, kept, after) => {
        const known = secretValues({ [key]: before + kept + after })

        expect(known).toEqual(expect.arrayContaining([before, after]))
        expect(known).not.toContain(kept)
      }),
    )
  })

  it('scrubbing leaves no known secret, in clear or in a URL', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 4 }), fc.string(), (before, secret, after) => {
        fc.pre(secret.trim().length >= 4 && !'[hidden]'.includes(secret.trim()))

        const scrubbed = scrub(`${before}${secret}|${encodeURIComponent(secret)}${after}`, [secret])

        expect(scrubbed).not.toContain(secret)
        expect(scrubbed).not.toContain(encodeURIComponent(secret))
      }),
    )
  })

  it('scrubbing twice is scrubbing once', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 4 })), (text, known) => {
        const once = scrub(text, known)

        expect(scrub(once, known)).toBe(once)
      }),
    )
  })

  it('nothing throws, whatever a plugin sends', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (key, value, text) => {
        isSecret(key, value)
        scrub(text, secretValues({ password: value, [key]: text }))
      }),
    )
  })
})
