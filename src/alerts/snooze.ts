import type { Incident, Snooze } from './model.ts'

export const isSnoozeOver = ({ until = Infinity }: Snooze, at: number): boolean => until <= at

export const lastingSnoozes = ({ snoozes = [] }: Incident, at: number): Snooze[] =>
  snoozes.filter((snooze) => !isSnoozeOver(snooze, at))

/** All of it, also what joins later: who snoozed may alter everything that failed then. */
export const isSnoozedWhole = ({ snoozes = [] }: Incident): boolean => snoozes.some(({ part }) => part === undefined)

/** Whether one of its connectors is quiet: as long as any of these snoozes holds it. */
export function quietBy(snoozes: readonly Snooze[]): (subject: string) => boolean {
  const isWhole = snoozes.some(({ part }) => part === undefined)
  const quiet = new Set(snoozes.flatMap(({ part }) => part?.only ?? []))
  return (subject) => isWhole || quiet.has(subject)
}

/**
 * With one more, which takes the place of one's own and of those of which one may alter all. Any other lasts until its
 * own time.
 */
export function withSnooze(snoozes: readonly Snooze[], next: Snooze): Snooze[] {
  const isQuiet = quietBy([next])
  const isReplaced = ({ by, part }: Snooze) =>
    by.id === next.by.id || next.part === undefined || part?.only.every(isQuiet) === true
  return [...snoozes.filter((snooze) => !isReplaced(snooze)), next]
}
