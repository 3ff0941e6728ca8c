import { createHash } from 'node:crypto'
import type { Ref } from './model.ts'

/** 16 hex digits that stand for a connector wherever Slack keeps a value for us: names do not fit and may change hands. */
export function keyOf(ref: Ref): string {
  return createHash('sha256').update(`${ref.cluster}/${ref.connector}`).digest('hex').slice(0, 16)
}
