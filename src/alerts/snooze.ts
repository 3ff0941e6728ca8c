import type { Incident } from './model.ts'

export const isSnoozeOver = ({ snoozed }: Incident, at: number): boolean => (snoozed?.until ?? Infinity) <= at

/** All of it, also what joins later: who snoozed may alter everything that failed then. */
export const isSnoozedWhole = ({ snoozed }: Incident): boolean => snoozed !== undefined && snoozed.part === undefined

/** Whether one of its connectors calls nobody at a moment. */
export function snoozedIn(incident: Incident, at: number): (subject: string) => boolean {
  if (incident.snoozed === undefined || isSnoozeOver(incident, at)) return () => false
  const { part } = incident.snoozed
  const quiet = new Set(part?.only)
  return (subject) => part === undefined || quiet.has(subject)
}
