import type { Incident, Restart } from './model.ts'

/** Restarts that are remembered. */
const MOST = 50

type Counted = Pick<Incident, 'restarts' | 'restarted' | 'failedAgain'>

/** An incident with one more restart, or with one that is known to have failed after all. */
export function withRestart(incident: Incident, restart: Restart): Incident {
  const { restarted = [], restarts } = incident
  const others = restarted.filter(({ id }) => id !== restart.id)
  const isNew = others.length === restarted.length
  return { ...incident, ...counted([...others, restart].slice(-MOST), restarts + Number(isNew)) }
}

/** What a new round knows of the restarts before: those that seemed to help did not, if it comes soon after. */
export function inNewRound({ restarted = [] }: Incident, isSoon: boolean): Counted {
  return counted(isSoon ? restarted.map(({ id }) => ({ id, failed: true })) : [], 0)
}

function counted(restarted: readonly Restart[], restarts: number): Counted {
  const worked = restarted.findLastIndex(({ failed }) => !failed)
  return { restarts, restarted, failedAgain: restarted.length - 1 - worked }
}
