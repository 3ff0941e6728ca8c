import type { Span } from './model.ts'

/** Two looks that are further apart than this leave open when it was. */
const FAR_MS = 60_000

/** Where all of these lie, if it is worth a word: something happened while nobody looked. */
export function farSpan(spans: readonly Span[]): Span | undefined {
  if (!spans.some(({ from, to }) => to - from > FAR_MS)) return undefined
  return spanning(spans)
}

/** From the first to the last. */
export const spanning = (spans: readonly Span[]): Span => ({
  from: Math.min(...spans.map(({ from }) => from)),
  to: Math.max(...spans.map(({ to }) => to)),
})
