import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The part of a pino logger that the store uses. */
export interface Log {
  warn(fields: object, message: string): void
}

export type Vault = ReturnType<typeof createVault>

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts what the store keeps of configs. The first key encrypts, every key decrypts.
 * `purpose` says what a value is and whose: a value copied to another place does not open there.
 */
export function createVault({ keys, log }: { keys: readonly [Buffer, ...Buffer[]]; log?: Log | undefined }) {
  const [first] = keys
  const byId = new Map(keys.map((key) => [idOf(key), key]))

  return {
    /** Text of the form `key id.nonce, tag and ciphertext in base64`. */
    seal(text: string, purpose: readonly string[]): string {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, first, nonce, { authTagLength: TAG_BYTES }).setAAD(bind(purpose))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${idOf(first)}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64')}`
    },

    isByFirst: (sealed: string): boolean => sealed.startsWith(`${idOf(first)}.`),

    /** undefined, with a note in the log, when its key is lost or it was tampered with: that value is gone, no more. */
    open(sealed: string, purpose: readonly string[]): string | undefined {
      const [keyId = '', data = ''] = sealed.split('.')
      const key = byId.get(keyId)
      try {
        if (!key) throw new Error('None of the keys has this id.')
        return decrypt(key, Buffer.from(data, 'base64'), bind(purpose))
      } catch (error) {
        log?.warn({ purpose, keyId, err: error }, 'A kept value cannot be decrypted: add its key to STORE_KEYS')
        return undefined
      }
    },
  }
}

function decrypt(key: Buffer, data: Buffer, purpose: Buffer): string {
  const nonce = data.subarray(0, NONCE_BYTES)
  const tag = data.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(purpose).setAuthTag(tag)
  return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** Names a key in the values that it sealed; tells nothing about it. */
const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 8)

/** As JSON, so that ["a", "b/c"] and ["a/b", "c"] differ. */
const bind = (purpose: readonly string[]) => Buffer.from(JSON.stringify(purpose))
