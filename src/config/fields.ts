import { z } from 'zod'
import { isPattern, PATTERN_FORMS } from '../connectors/pattern.ts'
import { PERIOD_FORMS, parsePeriod } from '../connectors/period.ts'

export const text = z.string()

/** A pattern for names, as Kpow has them. */
export const pattern = z.string().refine(isPattern, `is no pattern: write ${PATTERN_FORMS}`)

/** The environment's values are text: `read_only: ${READ_ONLY}`. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])], { error: 'must be true or false' })
  .transform((value) => value === true || value === 'true')

export const userId = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,}$/, 'is no member id (U…): copy it from the profile of the person')

export const userGroup = z
  .string()
  .regex(/^(@\S+|S[A-Z0-9]{2,})$/, 'is no user group: write its @handle or its id (S…)')

export const channelId = z
  .string()
  .regex(/^[CG][A-Z0-9]{2,}$/, 'is no channel id (C…): copy it from the end of the details of the channel')

/** In milliseconds. */
export const period = z.string().transform((written, context) => {
  const ms = parsePeriod(written)
  if (ms !== undefined) return ms
  context.addIssue({ code: 'custom', message: `is no time: write ${PERIOD_FORMS}` })
  return z.NEVER
})

/** The environment's values are text. */
export const whole = z
  .union([z.number(), z.string()], { error: 'must be a number' })
  .refine((value) => /^[1-9]\d{0,5}$/.test(String(value)), 'must be a whole number from 1 on')
  .transform(Number)

/** An http(s) URL without credentials, query or fragment; a trailing slash is taken off. */
export const workerUrl = z
  .string()
  .superRefine((url, context) => {
    const message = urlProblem(url)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .transform((url) => url.replace(/\/+$/, ''))

/** A whole http(s) URL that may hold a secret: no problem names its value. */
export const secretUrl = z.string().refine((url) => {
  const { protocol = '', username, password } = URL.parse(url) ?? {}
  return /^https?:$/.test(protocol) && !username && !password
}, 'is no URL: write https://…, without user name and password')

function urlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is no URL: write http://host:8083 or https://host:8083'
  if (url.username || url.password) return 'holds a user name or password: write them under auth.basic'
  if (url.search || url.hash) return 'goes on after the path: leave out everything from "?" or "#"'
  return undefined
}

/**
 * For rules between keys: they are checked even when one of the keys has a problem of its own, so that all problems
 * are told at once. Such a rule may only ask whether a key is there.
 */
export const together = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null,
}

/** How many of the values are there. */
export const count = (...values: unknown[]) => values.filter((value) => value !== undefined).length
