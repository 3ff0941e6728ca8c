import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createVault } from '../../src/store/crypto.ts'

const OWNER = ['draft', 'U1']
const key = randomBytes(32)

describe('sealed values', () => {
  it('open to what was sealed', () => {
    const vault = createVault({ keys: [key] })

    const opened = vault.open(vault.seal('pässwörd 🔑', OWNER), OWNER)

    expect(opened).toBe('pässwörd 🔑')
  })

  it('differ each time, so that equal secrets cannot be told from each other', () => {
    const vault = createVault({ keys: [key] })

    expect(vault.seal('same', OWNER)).not.toBe(vault.seal('same', OWNER))
  })

  const flipLastBit = (sealed: string) => {
    const [id, data = ''] = sealed.split('.')
    const bytes = Buffer.from(data, 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    return `${id}.${bytes.toString('base64')}`
  }
  it.each([
    { what: 'another owner', change: (sealed: string) => sealed, purpose: ['draft', 'U2'] },
    { what: 'the same letters divided otherwise', change: (sealed: string) => sealed, purpose: ['draf', 'tU1'] },
    { what: 'one changed bit', change: flipLastBit, purpose: OWNER },
    { what: 'a cut value', change: (sealed: string) => sealed.slice(0, 20), purpose: OWNER },
    { what: 'an unknown key', change: (sealed: string) => `00000000${sealed.slice(8)}`, purpose: OWNER },
    { what: 'something else', change: () => 'hello', purpose: OWNER },
    { what: 'nothing', change: () => '', purpose: OWNER },
  ])('do not open for $what, without an error', ({ change, purpose }) => {
    const vault = createVault({ keys: [key] })
    const sealed = vault.seal('text', OWNER)

    expect(vault.open(change(sealed), purpose)).toBeUndefined()
  })
})
