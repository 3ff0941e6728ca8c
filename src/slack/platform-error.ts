import { z } from 'zod'

const PlatformError = z.object({ data: z.object({ error: z.string() }) })

/** Slack's own name for what is wrong ('not_in_channel'); undefined where Slack did not answer with one. */
export function platformError(error: unknown): string | undefined {
  return PlatformError.safeParse(error).data?.data.error
}
