import { ConnectError } from '../../../src/connect/errors.ts'
import { newDraft } from '../../../src/connectors/form/draft.ts'
import type { Cause } from '../../../src/connectors/health.ts'
import { announcementView } from '../../../src/slack/views/announcement.ts'
import { auditView } from '../../../src/slack/views/audit.ts'
import type { Message } from '../../../src/slack/views/blocks.ts'
import { cardView } from '../../../src/slack/views/card.ts'
import { clustersView } from '../../../src/slack/views/clusters.ts'
import { deleteModal } from '../../../src/slack/views/delete.ts'
import { errorModal, errorView } from '../../../src/slack/views/error.ts'
import { fleetView } from '../../../src/slack/views/fleet.ts'
import { helpView } from '../../../src/slack/views/help.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { loadingModal } from '../../../src/slack/views/modal.ts'
import { outcomeView } from '../../../src/slack/views/outcome.ts'
import { pluginsView } from '../../../src/slack/views/plugins.ts'
import { refusalView } from '../../../src/slack/views/refusal.ts'
import { tasksView } from '../../../src/slack/views/task-list.ts'
import { topicsView } from '../../../src/slack/views/topics.ts'
import { traceModal } from '../../../src/slack/views/trace.ts'
import { busyView, underwayView } from '../../../src/slack/views/underway.ts'
import { missingView, whichView } from '../../../src/slack/views/which.ts'
import { whoamiView } from '../../../src/slack/views/whoami.ts'
import { alertViews, aView } from './alert-views.ts'
import { AT, aCard, aFleet, anOperation, anOutcome, aRow, aTask } from './awkward.ts'
import { manyViews } from './many-views.ts'

export type View = { type: 'modal' | 'home'; blocks: object[] }

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Every view, with `text` wherever a text is not ours, `many` times wherever there may be many. */
export function everyView(text: string, many = 3): Record<string, Message | View> {
  const cause: Cause = { exception: text, message: text }
  const ref = { cluster: text, connector: text }
  const place = { ref, clusterName: text }
  const failure = new ConnectError('rejected', text)
  const rows = upTo(many).map((i) => aRow({ ...ref, connector: `${i}${text}`, cause }))
  const clusters = [
    ...aFleet([], failure),
    ...upTo(many).map((i) => ({ cluster: { id: text, name: `${i}${text}` }, rows: rows.slice(i, i + 1) })),
  ]
  const tasks = upTo(many).map((id) => aTask(id, { state: id % 2 ? text : 'FAILED', worker: text, cause }))
  const operation = anOperation({ ...ref, actor: { id: 'U1', name: text } })
  const card = aCard({
    ...ref,
    clusterName: text,
    type: text,
    tasks,
    cause: { exception: text, message: `${text}!` },
    summary: { class: text, tasksMax: text, topics: text },
    pending: operation,
    verdict: { health: 'failed', reason: `${many} of ${many} tasks failed`, tasks: many, failedTasks: upTo(many) },
  })
  const outcome = anOutcome({ detail: text })
  const ended = { operation, outcome, clusterName: text }
  const names = upTo(many).map((i) => `${i}${text}`)
  const drafts = names.map((name) => ({
    draft: newDraft({ id: 'd1', user: 'U1', cluster: text, connector: name, class: text, editable: true }),
    changedAt: AT,
  }))
  const rights = {
    name: text,
    roles: names.slice(0, 5),
    ref,
    rights: names.map(
      (cluster) => ({ cluster, permission: 'CONNECT_INSPECT', effect: 'Allow', policies: names.slice(0, 3) }) as const,
    ),
  }
  const paged = { page: 0, again: { o: 'x'.repeat(64) } }
  const entry = {
    ...anOperation(ref),
    actor: { id: 'U1', name: text, roles: names.slice(0, 3) },
    allowed: true,
    request: {},
    at: AT,
  }
  const entries = names.map(
    () =>
      ({
        ...entry,
        action: text,
        permission: 'CONNECT_DELETE',
        policies: names.slice(0, 3),
        outcome: 'done',
        detail: text,
        durationMs: 3_000,
      }) as const,
  )
  return {
    announcement: announcementView(ended),
    'announcement of a delete': announcementView({ ...ended, outcome: { ...outcome, kept: 'd1' } }),
    audit: auditView({ ...paged, entries }),
    busy: busyView(operation, text, AT),
    card: cardView(card, {
      at: AT,
      history: { failures: 3, orMore: false, kind: 'failed', since: { from: AT - 60_000, to: AT } },
    }),
    'card without rights': cardView({ ...card, inspect: false, offers: [] }, { at: AT }),
    clusters: clustersView({
      page: 0,
      at: AT,
      clusters: names.map((name) => ({
        id: text,
        name,
        version: text,
        connectors: 1,
        tasks: 1,
        failed: 1,
        readOnly: true,
        error: failure,
      })),
    }),
    delete: deleteModal(card),
    'error said': errorView({ said: text }),
    'error of Connect': errorView({ failure, clusterName: text }),
    'error with a reference': errorView({ reference: text }),
    'error modal': errorModal({ failure, clusterName: text }),
    fleet: fleetView({ clusters, mayCreate: true, at: AT }),
    help: helpView('/connect', [
      { title: 'Run', rows: [{ name: 'restart', usage: '/connect restart <connector>', does: 'Restarts.' }] },
    ]),
    ...alertViews(text, many),
    home: homeView(
      {
        clusters,
        mayCreate: true,
        incidents: [aView({ cause, cluster: text }, [text])],
        drafts,
        rights,
        page: 0,
        at: AT,
      },
      String,
    ),
    list: listView({ clusters, acts: ['restart', 'pause'], filter: text, at: AT, ...paged }),
    'list, last page': listView({ clusters, acts: ['restart', 'pause'], filter: text, at: AT, ...paged, page: 1_000 }),
    loading: loadingModal('Trace'),
    missing: missingView({ cluster: text, connector: text }, rows),
    outcome: outcomeView(ended, AT),
    'outcome with card': outcomeView(ended, AT, card),
    'outcome of a delete': outcomeView({ ...ended, outcome: { ...outcome, kept: 'd1' } }, AT),
    plugins: pluginsView({
      ...paged,
      clusters: [
        { cluster: text, plugins: names.map((name) => ({ class: name, type: text, version: text })) },
        { cluster: text, plugins: [], error: failure },
      ],
    }),
    refusal: refusalView({ ...place, permission: 'CONNECT_DELETE', said: text }),
    tasks: tasksView(card, 0),
    topics: topicsView({ ...place, topics: names, page: 0 }),
    trace: traceModal({ ...place, task: 1, cause, text: names.join('\n'), page: 0 }),
    underway: underwayView(operation, text, text),
    which: whichView(text, rows, { id: 'do:restart:failed', label: 'Restart what failed', target: {} }),
    whoami: whoamiView(rights, 0),
    ...manyViews(text, many),
  }
}
