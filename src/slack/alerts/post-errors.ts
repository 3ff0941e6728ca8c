import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { PostError } from '../../alerts/errors.ts'
import { platformError } from '../platform-error.ts'
import { problemOf, sayProblem } from './problems.ts'

/** No connection was made: nothing was sent. */
const NO_CONNECTION = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
/** How long Slack asks to wait where it does not say so. */
const WITHOUT_TIME_MS = 60_000
/** What a call lacks, where that is a scope. */
const Lacking = z.object({ data: z.object({ needed: z.string() }) })

/**
 * What an error of the Web API client means for a message that was to be posted or edited: in words that say what is
 * wrong and what to do about it.
 */
export function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const { retryAfter } = error
    const says = `Slack takes no more messages just now. Try again in ${retryAfter} s.`
    return new PostError('limited', says, retryAfter * 1_000)
  }
  const name = platformError(error)
  if (name !== undefined) {
    const needed = Lacking.safeParse(error).data?.data.needed
    const { kind } = problemOf(name)
    const says = sayProblem(name, needed === undefined ? name : `${name}: ${needed}`)
    return new PostError(kind, says, kind === 'limited' ? WITHOUT_TIME_MS : 0)
  }
  const code = error instanceof webApi.WebAPIRequestError ? codeOf(error.original) : ''
  if (NO_CONNECTION.test(code)) {
    return new PostError('not-sent', `Slack cannot be reached (${code}). Check the way there from where the app runs.`)
  }
  return new PostError('unknown', 'Slack did not answer, and may have taken it. Look whether it arrived.')
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
