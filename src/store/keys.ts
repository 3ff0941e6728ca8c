import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Log } from './crypto.ts'
import { makeOnce } from './files.ts'

/**
 * `STORE_KEYS`: keys of 32 bytes in hex or base64, separated by commas; undefined when it holds none.
 * Throws an error that says which entry is wrong, never what it holds.
 */
export function parseKeys(text: string): [Buffer, ...Buffer[]] | undefined {
  const entries = text.split(',').map((entry) => entry.trim())
  const [first, ...rest] = entries.filter(Boolean).map((entry, index) => {
    const key = parseKey(entry)
    if (key) return key
    throw new Error(
      `STORE_KEYS, key ${index + 1}: not 32 bytes in base64 (44 characters) or hex (64). Make one with: openssl rand -base64 32`,
    )
  })
  return first && [first, ...rest]
}

function parseKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64')
  return undefined
}

/** A key for a store that dies with its process. */
export const newKey = (): Buffer => randomBytes(32)

/**
 * The key in the file, which is made where it is missing. A file that holds no key is put aside: what it sealed is
 * lost, starting is not.
 */
export function keyFromFile(path: string, log?: Log): Buffer {
  makeOnce(path, (draft) => writeFileSync(draft, `${newKey().toString('base64')}\n`, { flush: true }))
  const key = parseKey(readFileSync(path, 'utf8').trim())
  if (key) return key
  const aside = `${path}.broken-${randomUUID()}`
  renameSync(path, aside)
  log?.warn({ path, aside }, 'The key file held no key: it was put aside and a new key made, earlier values are lost')
  return keyFromFile(path, log)
}
