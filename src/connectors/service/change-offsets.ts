import type { ConnectClient, WaitOptions } from '../../connect/client.ts'
import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import type { ConnectorStatus } from '../../connect/schemas.ts'
import { UserError } from '../../errors.ts'
import { changed, type OffsetChange } from '../offsets.ts'
import { NO_PLAN } from '../plan.ts'
import { settle } from '../settle.ts'
import { stopped } from '../settled.ts'

interface Change {
  client: ConnectClient
  clock: Clock
  connector: string
  /** Read just before: it goes on in this state. */
  status: ConnectorStatus
  changes: readonly OffsetChange[]
  /** All offsets are taken away. */
  all: boolean
  wait: WaitOptions
  stopping: AbortSignal
  onProgress?: ((text: string) => void) | undefined
}

/** Milliseconds between two tries while Connect lets go of the last tasks. */
const PAUSE = 2_000
const TRIES = 5

/**
 * Stops, changes, lets go on. Resolves once Connect was asked to go on. What Connect refused is undone by going on as
 * before; after no answer the connector stays stopped, since the change may still come.
 * @throws UserError for what was not, or only partly, changed; ConnectError
 */
export async function changeOffsets(change: Change): Promise<void> {
  const { client, connector, status, changes, wait, onProgress } = change
  if (status.connector.state !== 'STOPPED') await client.stop(connector, wait)
  onProgress?.('stopping')
  try {
    await stop(change)
    onProgress?.('stopped; its offsets are being changed')
    await ask(change)
  } catch (error) {
    if (error instanceof UserError) await goOn(change)
    if (!(error instanceof ConnectError) || error.status === undefined || error.kind === 'timed-out') throw error
    const now = changed(changes, await client.offsets(connector))
    await goOn(change)
    const extent = now === 0 ? 'No offset was changed' : `${now} of ${changes.length} offsets were changed`
    throw new UserError(`${extent}: ${error.message} ${connector} goes on as before.`)
  }
  await goOn(change)
}

async function stop({ client, clock, connector, stopping }: Change): Promise<void> {
  const watched = { client, clock, name: connector, seenIn: stopped.seenIn, signal: stopping }
  const { outcome } = await settle(watched, stopped, { startedAt: clock.now(), plan: NO_PLAN })
  if (outcome.kind === 'done') return
  throw new UserError(`No offset was changed: ${connector} has not stopped, ${outcome.detail}. Look at it.`)
}

async function ask({ client, clock, connector, changes, all, wait, stopping }: Change): Promise<void> {
  const offsets = changes.map(({ partition, to }) => ({ partition, offset: to }))
  for (let tries = 1; ; tries++) {
    try {
      await (all ? client.resetOffsets(connector, wait) : client.alterOffsets(connector, offsets, wait))
      return
    } catch (error) {
      // In Connect's own words, while the consumer group still has members or a rebalance is not yet over.
      const again =
        error instanceof ConnectError && /can be safely retried|must be in the STOPPED state/.test(error.message)
      if (!again || tries === TRIES) throw error
      await clock.sleep(PAUSE, stopping)
    }
  }
}

async function goOn({ client, connector, status, wait }: Change): Promise<void> {
  const { state } = status.connector
  if (state === 'STOPPED') return
  try {
    await (state === 'PAUSED' ? client.pause(connector, wait) : client.resume(connector, wait))
  } catch (error) {
    if (!(error instanceof ConnectError) || error.outcomeUnknown) throw error
    throw new ConnectError(error.kind, `It is still stopped, and could not be asked to go on: ${error.message}`)
  }
}
