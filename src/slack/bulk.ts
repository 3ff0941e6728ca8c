import type { App } from '@slack/bolt'
import type { BulkRequest, BulkState } from '../connectors/bulk.ts'
import type { Origin } from '../connectors/model.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { Ask, Shown } from './ask.ts'
import { actionIn } from './bulk-request.ts'
import { listFilter } from './filter.ts'
import { actionId, decodeTarget, type Target } from './ids.ts'
import { modalAt } from './modal.ts'
import { OLD } from './present.ts'
import { parseRequest } from './request.ts'
import { askerIn, type Surfaces } from './surfaces.ts'
import { typedText } from './typed.ts'
import type { Message } from './views/blocks.ts'
import { BULK_COUNT, bulkCountModal, bulkDroppedView, bulkPreviewView } from './views/bulk.ts'
import { bulkResultView, bulkRunningView } from './views/bulk-run.ts'
import { loadingModal } from './views/modal.ts'

interface Deps {
  service: Service
  clusterName: (id: string) => string
  /** To a person, apart from any request of theirs. */
  late: (userId: string, origin: Origin, message: Message) => Promise<void>
  /** Tells where it was asked for how it ended; never rejects. */
  announce: (state: BulkState) => Promise<void>
}

export type Bulk = ReturnType<typeof createBulk>

/** Actions on many connectors: shown first, run by a click, told once. */
export function createBulk({ service, clusterName, late, announce }: Deps) {
  async function preview(ask: Ask, request: BulkRequest): Promise<Message> {
    return bulkPreviewView(await service.previewBulk(ask.actor, request, ask.origin), clusterName)
  }

  /** From a list: everything that it holds, on all its pages. */
  async function all(ask: Ask, { a = '', o = '' }: Target): Promise<Message> {
    const chosen = actionIn(a)
    if (chosen === undefined) throw new UserError(OLD)
    const request = parseRequest(`list ${o}`, await service.clusterIds(ask.actor))
    return preview(ask, { ...chosen, filter: listFilter(request) })
  }

  async function look(ask: Pick<Ask, 'actor'>, id: string, page = 0): Promise<Message> {
    const found = await service.bulk(ask.actor, id)
    if ('preview' in found) return bulkPreviewView(found.preview, clusterName, page)
    const { run } = found
    return run.endedAt === undefined ? bulkRunningView(run, clusterName) : bulkResultView(run, clusterName, page)
  }

  async function told(state: BulkState): Promise<void> {
    if (state.endedAt !== undefined) await announce(state)
  }

  async function run(ask: Ask, id: string, typed?: number): Promise<void> {
    const tell = atThirds((state) => void ask.reply.progress(bulkRunningView(state, clusterName)))
    const { run: begun, settled } = await service.runBulk(ask.actor, id, typed, tell)
    const outcome = settled.then((state) => bulkResultView(state, clusterName))
    await ask.reply.follow(() => bulkRunningView(begun, clusterName), outcome)
    await told(await settled)
  }

  async function askCount(ask: Ask, id: string): Promise<Shown> {
    const found = await service.bulk(ask.actor, id)
    return 'preview' in found ? bulkCountModal(found.preview, clusterName) : look(ask, id)
  }

  return {
    preview,
    look,
    run,
    /** A button or a choice about many: `do:bulk:<what>`. */
    async clicked(ask: Ask, what: string | undefined, target: Target): Promise<Shown | undefined> {
      const { id = '' } = target
      if (what === 'all') return all(ask, target)
      if (what === 'count') return askCount(ask, id)
      if (what === 'run') return void (await run(ask, id))
      if (what === 'again' || what === 'undo') {
        return bulkPreviewView(await service.previewAfter(ask.actor, id, what, ask.origin), clusterName)
      }
      if (what !== 'drop') throw new UserError(OLD)
      await service.dropBulk(ask.actor, id)
      return bulkDroppedView()
    },
    /** For what an earlier process had left. */
    async tell(state: BulkState): Promise<void> {
      await Promise.all([late(state.actor.id, state.origin, bulkResultView(state, clusterName)), told(state)])
    },
  }
}

/** Two words on the way are all that a message has room for: at one third, and at two. */
function atThirds(tell: (state: BulkState) => void) {
  let told = 0
  return (state: BulkState) => {
    const third = Math.floor((3 * state.ends.size) / state.items.length)
    if (third <= told || third > 2) return
    told = third
    tell(state)
  }
}

/** The number, submitted: it must be that of the connectors shown. */
export function registerBulk({ app, surfaces, bulk }: { app: App; surfaces: Surfaces; bulk: Bulk }) {
  app.view(actionId('bulk'), async ({ ack, body, view, client }) => {
    const typed = typedText(view, BULK_COUNT).trim()
    const target = decodeTarget(view.private_metadata) ?? {}
    const { id = '', o: count } = target
    if (typed !== count) {
      const problem = count === undefined ? OLD : `These are ${count}. Nothing was done.`
      return ack({ response_action: 'errors', errors: { [BULK_COUNT.block]: problem } })
    }
    await ack({ response_action: 'update', view: loadingModal(view.title.text) })
    await surfaces.inModal(modalAt(client, view.id), askerIn(body.user.id, target), async (ask) => {
      await bulk.run(ask, id, Number(typed))
      return undefined
    })
  })
}
