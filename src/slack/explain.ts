import type { types } from '@slack/bolt'
import { ConnectError } from '../connect/errors.ts'
import { NotAllowed, NotFound } from '../connectors/service/errors.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Message } from './views/blocks.ts'
import { errorModal, errorView, type Trouble } from './views/error.ts'
import { messageModal } from './views/modal.ts'
import { refusalView } from './views/refusal.ts'
import { missingView } from './views/which.ts'

interface Deps {
  log: Log
  clusterName: (id: string | undefined) => string
  /** A new reference id for a fault of ours. */
  newReference: () => string
}

interface Explained {
  message: Message
  modal: types.ModalView
}

export type Explain = ReturnType<typeof createExplain>

/**
 * The one place where an error becomes words. What was written for the person is said as it is, an answer of Kafka
 * Connect has a sentence per kind, anything else is logged under a reference id that the person gets.
 */
export function createExplain({ log, clusterName, newReference }: Deps) {
  function trouble(error: unknown, cluster: string | undefined): Trouble {
    if (error instanceof UserError) return { said: error.message }
    if (error instanceof ConnectError) return { failure: error, clusterName: clusterName(cluster) }
    const reference = newReference()
    log.error({ err: error, ref: reference }, 'A request failed')
    return { reference }
  }

  /** `cluster`: the id of the Connect cluster that was asked. */
  return function explain(error: unknown, cluster?: string): Explained {
    const what = trouble(error, cluster)
    const message = special(error)
    return message ? { message, modal: messageModal(message) } : { message: errorView(what), modal: errorModal(what) }
  }

  function special(error: unknown): Message | undefined {
    if (error instanceof NotFound) return missingView(error.ref, error.closest)
    if (!(error instanceof NotAllowed)) return undefined
    const { message: said, permission, ref } = error
    return refusalView({ said, permission, ref, clusterName: clusterName(ref.cluster) })
  }
}
