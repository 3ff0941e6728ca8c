/**
 * The candidates closest to a word that somebody typed, best first, at most `max`. What differs in more than a third
 * of its letters is no candidate, so that the answer may be empty. A candidate that the word begins counts as close.
 */
export function nearest(word: string, candidates: Iterable<string>, max = 1): string[] {
  return [...candidates]
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((found) => Number.isFinite(found.distance))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, max)
    .map(({ candidate }) => candidate)
}

/** Infinity: too far. Lengths are compared first, so that long names cost nothing. */
function distance(word: string, candidate: string): number {
  if (word.length >= 3 && candidate.startsWith(word)) return 1
  const limit = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
  if (Math.abs(word.length - candidate.length) > limit) return Number.POSITIVE_INFINITY
  const edits = editDistance(word, candidate)
  return edits <= limit ? edits : Number.POSITIVE_INFINITY
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(current, column - 1) + 1,
        at(last, column) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = current
  }
  return at(last, to.length)
}

const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY
