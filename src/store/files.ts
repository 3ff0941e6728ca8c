import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, linkSync, openSync, rmSync } from 'node:fs'

/**
 * Makes the file where it is missing, for its owner only: `fill` writes a draft, which then appears whole or not at all.
 * Of two processes that start together the first one's file stays.
 */
export function makeOnce(path: string, fill: (draft: string) => void): void {
  if (existsSync(path)) return
  const draft = `${path}.${randomUUID()}`
  closeSync(openSync(draft, 'wx', 0o600))
  try {
    fill(draft)
    linkSync(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
