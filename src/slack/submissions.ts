import type { App } from '@slack/bolt'
import { ACTIONS } from '../connectors/actions.ts'
import { keyOf } from '../connectors/key.ts'
import { actionId, decodeTarget } from './ids.ts'
import { modalAt } from './modal.ts'
import type { Operate } from './operate.ts'
import { askerIn, type Surfaces } from './surfaces.ts'
import { typedText } from './typed.ts'
import { DELETE_NAME } from './views/delete.ts'
import { loadingModal } from './views/modal.ts'

interface Deps {
  app: App
  clusterIds: readonly string[]
  surfaces: Surfaces
  operate: Operate
}

/** The delete modal, submitted: the typed name must be the one that the modal was opened for. */
export function registerSubmissions({ app, clusterIds, surfaces, operate }: Deps) {
  app.view(actionId('delete'), async ({ ack, body, view, client }) => {
    // Outer white space is nobody's intention.
    const connector = typedText(view, DELETE_NAME).trim()
    const target = decodeTarget(view.private_metadata) ?? {}
    const ref = clusterIds.map((cluster) => ({ cluster, connector })).find((one) => keyOf(one) === target.k)
    if (ref === undefined) {
      const problem = 'That is not the name of this connector. Nothing was deleted.'
      return ack({ response_action: 'errors', errors: { [DELETE_NAME.block]: problem } })
    }
    await ack({ response_action: 'update', view: loadingModal(ACTIONS.delete.label) })
    await surfaces.inModal(modalAt(client, view.id), askerIn(body.user.id, target), async (ask) => {
      await operate.act(ask, 'delete', ref, {})
      return undefined
    })
  })
}
