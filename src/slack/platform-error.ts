import { z } from 'zod'

/** Where an answer is no JSON (a proxy's page, half of one) Slack's SDK gives all of it as the name of an error. */
const PlatformError = z.object({ data: z.object({ error: z.string().regex(/^[a-z][a-z0-9_]{0,79}$/) }) })

/** Slack's own name for what is wrong ('not_in_channel'); undefined where Slack did not answer with one. */
export function platformError(error: unknown): string | undefined {
  return PlatformError.safeParse(error).data?.data.error
}
