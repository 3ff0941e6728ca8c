import type { WaitOptions } from '../connect/client.ts'
import type { Clock } from '../connect/clock.ts'
import type { Ref } from '../connectors/model.ts'
import type { Actor } from '../connectors/policy.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { AlertLooks } from './alerts/looks.ts'
import type { Shown } from './ask.ts'
import type { Bulk } from './bulk.ts'
import { auditFilter, listFilter } from './filter.ts'
import { help } from './help.ts'
import { MOST_WORDS } from './ids.ts'
import type { Shown as ShownLook } from './looks.ts'
import { parseRequest } from './request.ts'
import { auditView } from './views/audit.ts'
import { cardView } from './views/card.ts'
import { clustersView } from './views/clusters.ts'
import { fleetView } from './views/fleet.ts'
import { listView } from './views/list.ts'
import { loggersView } from './views/loggers.ts'
import { offsetsModal } from './views/offsets.ts'
import { pluginsView } from './views/plugins.ts'
import { tasksView } from './views/task-list.ts'
import { topicsView } from './views/topics.ts'
import { traceModal } from './views/trace.ts'
import { whoamiView } from './views/whoami.ts'

/** What is to be shown to whom; a command and a button come to the same. */
export interface Wanted {
  actor: Actor
  ref?: Ref | undefined
  task?: number | undefined
  page: number
  /** Filters as they were typed, without the verb. */
  words: string
  /** Of something that the store keeps. */
  id?: string | undefined
  incident?: string | undefined
  /** Tells that a rebalance is waited out. */
  wait?: WaitOptions | undefined
}

interface Deps {
  service: Service
  bulk: Bulk
  alerts: AlertLooks
  clock: Clock
  /** "/connect" */
  command: string
  clusterName: (id: string | undefined) => string
}

export type Show = ReturnType<typeof createShow>

/** One reader per look: asks the service, answers the view. */
export function createShow({ service, bulk, alerts, clock, command, clusterName }: Deps) {
  const request = async (verb: string, { actor, words }: Wanted) =>
    parseRequest(`${verb} ${words}`, await service.clusterIds(actor))
  const placed = (ref: Ref) => ({ ref, clusterName: clusterName(ref.cluster) })

  const show: Record<ShownLook, (wanted: Wanted) => Promise<Shown>> = {
    fleet: async ({ actor }) => {
      const [{ clusters }, places] = await Promise.all([service.list(actor, {}), service.formPlaces(actor)])
      return fleetView({ clusters, mayCreate: places.length > 0, at: clock.now() })
    },
    list: async (wanted) => {
      const { clusters, bulk: acts } = await service.list(wanted.actor, listFilter(await request('list', wanted)))
      const { page, words } = wanted
      return listView({ clusters, acts, filter: words, page, again: again(words), at: clock.now() })
    },
    card: async (wanted) => {
      const card = await service.show(wanted.actor, named(wanted), wanted.wait)
      return cardView(card, { at: clock.now(), history: await alerts.history(card) })
    },
    trace: async (wanted) => {
      const ref = named(wanted)
      const { actor, page, task, wait } = wanted
      return traceModal({ ...placed(ref), ...(await service.trace(actor, ref, task, wait)), page })
    },
    tasks: async (wanted) => tasksView(await service.show(wanted.actor, named(wanted), wanted.wait), wanted.page),
    topics: async (wanted) => {
      const ref = named(wanted)
      return topicsView({
        ...placed(ref),
        topics: await service.topics(wanted.actor, ref, wanted.wait),
        page: wanted.page,
      })
    },
    plugins: async (wanted) => {
      const { cluster } = await request('plugins', wanted)
      const all = await service.plugins(wanted.actor, cluster)
      const clusters = all.map((one) => ({ ...one, cluster: one.cluster.name }))
      return pluginsView({ clusters, page: wanted.page, again: again(wanted.words) })
    },
    clusters: async ({ actor, page }) => {
      return clustersView({ clusters: await service.clusters(actor), page, at: clock.now() })
    },
    whoami: async ({ actor, ref, page }) => {
      return whoamiView({ name: actor.name, ref, ...(await service.whoami(actor, ref)) }, page)
    },
    audit: async (wanted) => {
      const entries = await service.audit(wanted.actor, auditFilter(await request('audit', wanted)))
      return auditView({ entries, page: wanted.page, again: again(wanted.words) })
    },
    offsets: async (wanted) => {
      const ref = named(wanted)
      return offsetsModal({ ...placed(ref), page: wanted.page }, await service.offsets(wanted.actor, ref))
    },
    loggers: async (wanted) => {
      const { cluster } = await request('loggers', wanted)
      return loggersView(await service.loggers(wanted.actor, cluster), wanted.words, wanted.page)
    },
    alerts: ({ actor, words, page }) => alerts.list(actor, words, page),
    alert: ({ actor, incident = '', page }) => alerts.connectors(actor, incident, page),
    cause: async (wanted) => show.trace({ ...wanted, ...(await alerts.worst(wanted.actor, wanted.incident ?? '')) }),
    bulk: ({ actor, id = '', page }) => bulk.look({ actor }, id, page),
    help: async ({ words }) => help(command, words),
  }
  return show
}

/** What another page, or a refresh, needs to have the same filters. @throws UserError for what fits no button */
function again(words: string): { o: string } {
  if (words.length > MOST_WORDS)
    throw new UserError(`Filters may have ${MOST_WORDS} characters together. Use fewer words.`)
  return { o: words }
}

/** @throws UserError where the look is about a connector and none was named */
function named({ ref }: Wanted): Ref {
  if (ref === undefined) throw new UserError('Which connector? Name one, as in “show orders-sink”.')
  return ref
}
