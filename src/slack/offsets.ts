import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Ref } from '../connectors/model.ts'
import { readOffsets } from '../connectors/offsets.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { Ask, Shown } from './ask.ts'
import { actionId, decodeTarget } from './ids.ts'
import { modalAt } from './modal.ts'
import type { Operate } from './operate.ts'
import type { Surfaces } from './surfaces.ts'
import { loadingModal } from './views/modal.ts'
import { OFFSETS_TEXT, offsetsEditModal, offsetsReviewModal } from './views/offsets.ts'

interface Deps {
  app: App
  service: Service
  surfaces: Surfaces
  operate: Operate
  clusterName: (id: string) => string
}

export type Offsets = ReturnType<typeof registerOffsets>

const Submission = z.object({
  state: z.object({
    values: z.object({
      [OFFSETS_TEXT.block]: z.object({ [OFFSETS_TEXT.action]: z.object({ value: z.string().nullish() }) }),
    }),
  }),
})

const GONE = 'That connector is no longer there. Nothing was done.'

/** The wizard of offsets: what there is, what is wanted, both beside each other, and then all in one operation. */
export function registerOffsets({ app, service, surfaces, operate, clusterName }: Deps) {
  async function present({ actor }: Ask, key: string | undefined): Promise<Ref> {
    const ref = key === undefined ? undefined : await service.byKey(actor, key)
    if (ref === undefined) throw new UserError(GONE)
    return ref
  }

  /** What a submission leads to, in the same window. */
  function inWindow(
    client: Parameters<typeof modalAt>[0],
    userId: string,
    viewId: string,
    channel: string | undefined,
  ) {
    const asker = { userId, origin: { surface: 'modal', ...(channel && { channel }) } as const }
    return (run: (ask: Ask) => Promise<Shown | undefined>) => surfaces.inModal(modalAt(client, viewId), asker, run)
  }

  app.view(actionId('offsets', 'plan'), async ({ ack, body, view, client }) => {
    const text = Submission.parse(view).state.values[OFFSETS_TEXT.block][OFFSETS_TEXT.action].value ?? ''
    const read = readOffsets(text, [])
    if ('problems' in read) {
      const said = read.problems.slice(0, 5).map(({ line, why }) => `Line ${line}: ${why}.`)
      return ack({ response_action: 'errors', errors: { [OFFSETS_TEXT.block]: said.join(' ') } })
    }
    await ack({ response_action: 'update', view: loadingModal('Change offsets') })
    const { k, o: channel } = decodeTarget(view.private_metadata) ?? {}
    await inWindow(
      client,
      body.user.id,
      view.id,
      channel,
    )(async (ask) => {
      const ref = await present(ask, k)
      ask.about = ref.cluster
      const plan = await service.planOffsets(ask.actor, ref, { text })
      return offsetsReviewModal(plan, clusterName(ref.cluster), channel)
    })
  })

  app.view(actionId('offsets', 'run'), async ({ ack, body, view, client }) => {
    await ack({ response_action: 'update', view: loadingModal('Change offsets') })
    const { id = '', k, o: channel } = decodeTarget(view.private_metadata) ?? {}
    await inWindow(
      client,
      body.user.id,
      view.id,
      channel,
    )(async (ask) => {
      const ref = await present(ask, k)
      ask.about = ref.cluster
      const { id: userId, name } = ask.actor
      await operate.write(ask, { ...ref, action: 'offsets', actor: { id: userId, name } }, (onProgress) =>
        service.changeOffsets(ask.actor, id, ask.origin, onProgress),
      )
      return undefined
    })
  })

  return {
    /** A button of the window: `do:offsets:<what>`. */
    async clicked(ask: Ask, what: string | undefined, ref: Ref | undefined): Promise<Shown> {
      if (ref === undefined) throw new UserError(GONE)
      const name = clusterName(ref.cluster)
      const { channel } = ask.origin
      if (what === 'reset') return offsetsReviewModal(await service.planOffsets(ask.actor, ref, 'reset'), name, channel)
      return offsetsEditModal({ ref, clusterName: name }, await service.offsets(ask.actor, ref), channel)
    },
  }
}
