import { z } from 'zod'

/** Where a text field stands in a window. */
interface Field {
  block: string
  action: string
}

/** What was typed into a text field of a submitted window, as it was typed. */
export function typedText(view: unknown, { block, action }: Field): string {
  const values = z.object({ [block]: z.object({ [action]: z.object({ value: z.string().nullish() }) }) })
  const { state } = z.object({ state: z.object({ values }) }).parse(view)
  return state.values[block]?.[action]?.value ?? ''
}
