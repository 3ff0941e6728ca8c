import type { People } from '../../alerts/people.ts'
import type { BulkState } from '../../connectors/bulk.ts'
import type { Card, Operation, Outcome } from '../../connectors/model.ts'
import type { Announce } from '../announce.ts'
import type { Threads } from '../threads.ts'

interface Deps {
  people: People | undefined
  threads: Threads
  here: Announce
}

/** Outcomes are told in the thread of the incident from whose message something was asked for, else in the channel. */
export function createTold({ people, threads, here }: Deps) {
  return {
    announce: (operation: Operation, outcome: Outcome, card?: Card) =>
      people && operation.origin.incident !== undefined
        ? threads.tellOutcome(operation.origin.incident, operation, outcome)
        : here.announce(operation, outcome, card),
    announceBulk: (state: BulkState) =>
      people && state.origin.incident !== undefined
        ? threads.tellBulk(state.origin.incident, state)
        : here.announceBulk(state),
  }
}
