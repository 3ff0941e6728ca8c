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

/**
 * Outcomes are told in the thread of the incident from whose message something was asked for, else in the channel; there
 * too when it was done to a connector that is in an incident.
 */
export function createTold({ people, threads, here }: Deps) {
  return {
    async announce(operation: Operation, outcome: Outcome, card?: Card): Promise<void> {
      if (people && operation.origin.incident !== undefined)
        return threads.tellOutcome(operation.origin.incident, operation, outcome)
      await Promise.all([here.announce(operation, outcome, card), threads.tellElsewhere(operation, outcome)])
    },
    async announceBulk(state: BulkState): Promise<void> {
      if (people && state.origin.incident !== undefined) return threads.tellBulk(state.origin.incident, state)
      await Promise.all([here.announceBulk(state), threads.tellBulkElsewhere(state)])
    },
  }
}
