import type { webApi } from '@slack/bolt'
import type { People } from '../alerts/people.ts'
import type { BulkState } from '../connectors/bulk.ts'
import type { Operation, Outcome } from '../connectors/model.ts'
import type { Log } from '../log.ts'
import { createEdits } from './alerts/edits.ts'
import { createPoster } from './alerts/poster.ts'
import type { Directory } from './directory.ts'
import { bulkSentence } from './views/bulk-run.ts'
import { outcomeSentence } from './views/outcome.ts'

interface Deps {
  /** undefined: nothing is watched. */
  people: People | undefined
  /** One of its own: alerts must not hold up what people asked for. */
  client: webApi.WebClient
  directory: Directory
  clusterName: (id: string) => string
  shared: ReadonlySet<string>
  /** The channels have news. */
  onTold: () => void
  log: Log
}

export type Threads = ReturnType<typeof createThreads>

/** The messages about incidents and their threads. */
export function createThreads({ people, client, directory, clusterName, shared, onTold, log }: Deps) {
  const inTurn = createEdits()

  /** Whoever asked has their answer already. */
  async function tell(incident: string, actor: Operation['actor'], text: string, restart: boolean): Promise<void> {
    try {
      await people?.tell(incident, { by: { id: actor.id, name: actor.name }, text, restart })
    } catch (error) {
      log.warn({ err: error, incident }, 'An outcome could not be told in the thread of its incident')
    }
  }

  return {
    inTurn,
    poster: createPoster({ client, directory, clusterName, inTurn, shared, onTold }),

    /** How something ended that was asked for from an incident's message; never rejects. */
    async tellOutcome(incident: string, operation: Operation, outcome: Outcome): Promise<void> {
      if (outcome.kind === 'nothing-to-do' || outcome.left) return
      const text = outcomeSentence({ operation, outcome, clusterName: clusterName(operation.cluster) })
      await tell(incident, operation.actor, text, operation.action.startsWith('restart'))
    },

    async tellBulk(incident: string, state: BulkState): Promise<void> {
      await tell(incident, state.actor, bulkSentence(state, clusterName), state.action.startsWith('restart'))
    },
  }
}
