import type { History } from '../../alerts/people.ts'
import type { Ref } from '../../connectors/model.ts'
import type { Actor } from '../../connectors/policy.ts'
import { UserError } from '../../errors.ts'
import type { Shown } from '../ask.ts'
import { alertModal, alertsView } from '../views/alert-list.ts'
import type { Incidents } from './incidents.ts'
import type { Mutes } from './mutes.ts'
import type { Sample } from './sample.ts'

interface Deps {
  incidents: Incidents
  mutes: Mutes
  sample: Sample
  clusterName: (id: string) => string
}

export type AlertLooks = ReturnType<typeof createAlertLooks>

/** What is looked at of incidents, each as far as the person may see it. */
export function createAlertLooks({ incidents, mutes, sample, clusterName }: Deps) {
  return {
    /** Open incidents and mutes; with the word “test” a sample is posted instead. */
    async list(actor: Actor, words: string, page: number): Promise<Shown> {
      if (words.trim().toLowerCase() === 'test') return sample(actor)
      const [open, muted] = await Promise.all([incidents.open(actor), mutes.visible(actor)])
      return alertsView({ incidents: open.map(({ view }) => view), mutes: muted, page }, clusterName)
    },

    /** Since when a connector that the person may see is in trouble; undefined where nothing is watched. */
    async history({ cluster, connector }: Ref): Promise<History | undefined> {
      return incidents.isWatching ? incidents.people().history(cluster, connector) : undefined
    },

    async connectors(actor: Actor, id: string, page: number): Promise<Shown> {
      const { view, members } = await incidents.see(actor, id, 'CONNECT_INSPECT')
      return alertModal(view, members, page, clusterName)
    },

    /** The worst connector whose trace the person may read, and its first failed task. @throws UserError for none */
    async worst(actor: Actor, id: string): Promise<{ ref: Ref; task?: number }> {
      const { view, members, allowed } = await incidents.see(actor, id, 'CONNECT_INSPECT')
      const readable = new Set(allowed.map(({ connector }) => connector))
      const first = [...view.worst, ...members].find(({ subject }) => readable.has(subject))
      if (first === undefined) {
        throw new UserError('You may not read this stack trace: that takes CONNECT_INSPECT on one of its connectors.')
      }
      const [task] = first.member.failedIds
      return { ref: { cluster: view.incident.cluster, connector: first.subject }, ...(task !== undefined && { task }) }
    },
  }
}
