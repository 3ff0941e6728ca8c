import { ConnectError } from '../../connect/errors.ts'
import { scrub } from '../secrets.ts'

/** An answer of Connect to a config that was sent: a refusal may quote any value of it, so those known are hidden. */
export async function scrubbed<T>(answer: Promise<T>, known: readonly string[]): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error
    const { kind, message, status, outcomeUnknown } = error
    throw new ConnectError(kind, scrub(message, known), { ...(status !== undefined && { status }), outcomeUnknown })
  }
}
