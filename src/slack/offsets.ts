import type { App } from '@slack/bolt'
import type { Ref } from '../connectors/model.ts'
import { readOffsets } from '../connectors/offsets.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { Ask, Shown } from './ask.ts'
import { actionId, decodeTarget } from './ids.ts'
import { modalAt } from './modal.ts'
import type { Operate } from './operate.ts'
import { OLD, present } from './present.ts'
import { askerIn, type Surfaces } from './surfaces.ts'
import { typedText } from './typed.ts'
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

const TITLE = 'Change offsets'

/** The wizard of offsets: what there is, what is wanted, both beside each other, and then all in one operation. */
export function registerOffsets({ app, service, surfaces, operate, clusterName }: Deps) {
  app.view(actionId('offsets', 'plan'), async ({ ack, body, view, client }) => {
    const text = typedText(view, OFFSETS_TEXT)
    const read = readOffsets(text, [])
    if ('problems' in read) {
      const said = read.problems.slice(0, 5).map(({ line, why }) => `Line ${line}: ${why}.`)
      return ack({ response_action: 'errors', errors: { [OFFSETS_TEXT.block]: said.join(' ') } })
    }
    await ack({ response_action: 'update', view: loadingModal(TITLE) })
    const target = decodeTarget(view.private_metadata) ?? {}
    await surfaces.inModal(modalAt(client, view.id), askerIn(body.user.id, target), async (ask) => {
      const ref = await present(service, ask, target.k)
      const plan = await service.planOffsets(ask.actor, ref, { text })
      return offsetsReviewModal(plan, clusterName(ref.cluster))
    })
  })

  app.view(actionId('offsets', 'run'), async ({ ack, body, view, client }) => {
    await ack({ response_action: 'update', view: loadingModal(TITLE) })
    const target = decodeTarget(view.private_metadata) ?? {}
    await surfaces.inModal(modalAt(client, view.id), askerIn(body.user.id, target), async (ask) => {
      const ref = await present(service, ask, target.k)
      const { id: userId, name } = ask.actor
      await operate.write(ask, { ...ref, action: 'offsets', actor: { id: userId, name } }, (onProgress) =>
        service.changeOffsets(ask.actor, target.id ?? '', ask.origin, onProgress),
      )
      return undefined
    })
  })

  return {
    /** A button of the window: `do:offsets:<what>`. */
    async clicked(ask: Ask, what: string | undefined, ref: Ref | undefined): Promise<Shown> {
      if (ref === undefined) throw new UserError(OLD)
      const name = clusterName(ref.cluster)
      if (what === 'reset') return offsetsReviewModal(await service.planOffsets(ask.actor, ref, 'reset'), name)
      return offsetsEditModal({ ref, clusterName: name }, await service.offsets(ask.actor, ref))
    },
  }
}
