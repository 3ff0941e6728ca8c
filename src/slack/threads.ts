import type { webApi } from '@slack/bolt'
import type { Restart } from '../alerts/model.ts'
import type { People } from '../alerts/people.ts'
import type { Clock } from '../connect/clock.ts'
import type { BulkState } from '../connectors/bulk.ts'
import type { Operation, Outcome } from '../connectors/model.ts'
import type { Log } from '../log.ts'
import type { Edits } from './alerts/edits.ts'
import { createPoster } from './alerts/poster.ts'
import type { Directory } from './directory.ts'
import { bulkSentence } from './views/bulk-run.ts'
import { outcomeSentence } from './views/outcome.ts'

interface Deps {
  /** undefined: nothing is watched. */
  people: People | undefined
  inTurn: Edits
  /** One of its own: alerts must not hold up what people asked for. */
  client: webApi.WebClient
  directory: Directory
  clusterName: (id: string) => string
  shared: ReadonlySet<string>
  clock: Pick<Clock, 'now'>
  log: Log
}

/** Of an action on many that was asked for elsewhere: so many are looked up, and so many threads hear of it. */
const LOOKED_UP = 200
const MOST_THREADS = 5

export type Threads = ReturnType<typeof createThreads>

/** The messages about incidents and their threads. */
export function createThreads({ people, inTurn, client, directory, clusterName, shared, clock, log }: Deps) {
  /** Whoever asked has their answer already. */
  async function tell(incident: string, actor: Operation['actor'], text: string, restart?: Restart): Promise<void> {
    try {
      await people?.tell(incident, { by: { id: actor.id, name: actor.name }, text, ...(restart && { restart }) })
    } catch (error) {
      log.warn({ err: error, incident }, 'An outcome could not be told in the thread of its incident')
    }
  }

  /** How something ended that was asked for from an incident's message; never rejects. */
  async function tellOutcome(incident: string, operation: Operation, outcome: Outcome): Promise<void> {
    if (outcome.kind === 'nothing-to-do' || outcome.left) return
    const text = outcomeSentence({ operation, outcome, clusterName: clusterName(operation.cluster) })
    const { id, action } = operation
    const restart = { id, failed: outcome.kind === 'failed-again' }
    await tell(incident, operation.actor, text, action.startsWith('restart') ? restart : undefined)
  }

  async function tellBulk(incident: string, state: BulkState): Promise<void> {
    const { id, action, ends } = state
    const restart = { id, failed: [...ends.values()].some(({ kind }) => kind === 'failed-again') }
    const text = bulkSentence(state, clusterName)
    await tell(incident, state.actor, text, action.startsWith('restart') ? restart : undefined)
  }

  return {
    inTurn,
    poster: createPoster({ client, directory, clusterName, inTurn, shared, clock }),

    tellOutcome,
    /** The same, asked for elsewhere: whoever follows the incident is to know. */
    async tellElsewhere(operation: Operation, outcome: Outcome): Promise<void> {
      const incident = await people?.incidentOf(operation).catch(() => undefined)
      if (incident !== undefined) await tellOutcome(incident, operation, outcome)
    },

    tellBulk,
    /** The same, asked for elsewhere: in the threads of the incidents that its connectors are in. */
    async tellBulkElsewhere(state: BulkState): Promise<void> {
      const found = await Promise.all(
        state.items.slice(0, LOOKED_UP).map((ref) => people?.incidentOf(ref).catch(() => undefined)),
      )
      const incidents = new Set(found.filter((id) => id !== undefined))
      for (const incident of [...incidents].slice(0, MOST_THREADS)) await tellBulk(incident, state)
    },
  }
}
