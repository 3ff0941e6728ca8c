import type { Vault } from './crypto.ts'

/** A text that the store keeps sealed. */
export interface Sealed {
  text: string
  purpose: readonly string[]
  /** Puts another text there, unless somebody else has. */
  replace(text: string): Promise<unknown>
}

/**
 * Seals with the first key what another one has sealed, so that the others are needed no longer. `lost`: what none of
 * the keys opens.
 */
export async function reseal(vault: Vault, all: readonly Sealed[]): Promise<{ resealed: number; lost: number }> {
  let [resealed, lost] = [0, 0]
  for (const { text, purpose, replace } of all) {
    if (vault.isByFirst(text)) continue
    const plain = vault.open(text, purpose)
    if (plain === undefined) lost++
    else {
      await replace(vault.seal(plain, purpose))
      resealed++
    }
  }
  return { resealed, lost }
}
