import { describe, expect, it } from 'vitest'
import { checkName, checkNewKey, checkValue } from '../../../src/connectors/form/checks.ts'
import { validated } from './support.ts'

describe('what is refused before Connect sees it', () => {
  it.each([
    ['INT', '4', true],
    ['INT', '-2147483648', true],
    ['INT', '+5', true],
    ['INT', '2147483648', false],
    ['INT', '1.5', false],
    ['SHORT', '32768', false],
    ['LONG', '9223372036854775807', true],
    ['LONG', '9223372036854775808', false],
    ['DOUBLE', '0.8', true],
    ['DOUBLE', '0,8', false],
    ['BOOLEAN', 'TRUE', true],
    ['BOOLEAN', 'yes', false],
    ['INT', '${file:/s:port}', true],
    ['STRING', 'anything', true],
    ['STRING', 'x [hidden] y', false],
  ])('%s %j (fine: %s)', (type, value, fine) => {
    const key = validated([{ definition: { name: 'k', type } }]).keys.get('k')

    expect(key && checkValue(key, value) === undefined).toBe(fine)
  })

  it.each(['a/b', 'a\\b', '100%', 'a;b', 'a{x}', '.', '..', 'a\nb'])('a connector named %j', (name) => {
    expect(checkName(name)).toMatch(/name/)
  })

  it.each(['orders-sink', 'a b', 'ünï', 'a:b'])('not a connector named %j', (name) => {
    expect(checkName(name)).toBeUndefined()
  })

  it.each(['', ' ', 'a=b', 'a b', 'known'])('a new key named %j', (name) => {
    expect(checkNewKey(name, (key) => key === 'known')).toBeDefined()
  })

  it('not a new key with dots', () => {
    expect(checkNewKey('my.own-key_1', () => false)).toBeUndefined()
  })
})
