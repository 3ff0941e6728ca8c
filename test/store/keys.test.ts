import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyFromFile, parseKeys } from '../../src/store/keys.ts'
import { aDirectory } from './builders.ts'

const [one, two] = [randomBytes(32), randomBytes(32)]

describe('STORE_KEYS', () => {
  it.each([
    { as: 'base64', text: one.toString('base64') },
    { as: 'base64url', text: one.toString('base64url') },
    { as: 'hex', text: one.toString('hex') },
    { as: 'upper case hex', text: one.toString('hex').toUpperCase() },
  ])('takes a key as $as', ({ text }) => {
    expect(parseKeys(text)).toEqual([one])
  })

  it('takes several, the first first, whatever blanks stand between', () => {
    const keys = parseKeys(` ${one.toString('hex')} ,, ${two.toString('base64')},`)

    expect(keys).toEqual([one, two])
  })

  it.each(['', ' ', ','])('counts %j as unset', (text) => {
    expect(parseKeys(text)).toBeUndefined()
  })

  it('says which key is wrong, without showing it', () => {
    const reading = () => parseKeys(`${one.toString('hex')},tooshort`)

    expect(reading).toThrow('STORE_KEYS, key 2')
    expect(reading).not.toThrow('tooshort')
  })
})

describe('the key file', () => {
  it('is made once, for its owner only', () => {
    const path = join(aDirectory(), 'key')

    const made = keyFromFile(path)

    expect(keyFromFile(path)).toEqual(made)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(made).toHaveLength(32)
  })

  it('leaves nothing else behind', () => {
    const dir = aDirectory()

    keyFromFile(join(dir, 'key'))

    expect(readdirSync(dir)).toEqual(['key'])
  })

  it('is put aside, not overwritten, when it holds no key', () => {
    const dir = aDirectory()
    const path = join(dir, 'key')
    writeFileSync(path, 'torn')

    const made = keyFromFile(path)

    const aside = readdirSync(dir).filter((name) => name !== 'key')
    expect(made).toHaveLength(32)
    expect(aside.map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(['torn'])
    expect(existsSync(path)).toBe(true)
  })
})
