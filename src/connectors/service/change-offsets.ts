import type { ConnectClient, WaitOptions } from '../../connect/client.ts'
import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import type { ConnectorStatus } from '../../connect/schemas.ts'
import { UserError } from '../../errors.ts'
import { changed, type OffsetChange } from '../offsets.ts'
import { NO_PLAN } from '../plan.ts'
import { settle } from '../settle.ts'
import { stopped } from '../settled.ts'
import { PartlyDone } from './errors.ts'

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
 * @throws PartlyDone; UserError where no offset was changed; ConnectError where it is not known
 */
export async function changeOffsets(change: Change): Promise<void> {
  const { client, connector, status, wait } = change
  if (status.connector.state !== 'STOPPED') await client.stop(connector, wait)
  const refusal = await changeAtRest(change).catch((error: unknown) => refusalOf(error, change))
  await goOn(change, refusal?.says ?? 'Its offsets were changed.')
  if (refusal === undefined) return
  const says = `${refusal.says} ${connector} goes on as before.`
  throw refusal.isPartly ? new PartlyDone(says) : new UserError(says)
}

interface Refusal {
  says: string
  /** Some offsets were changed, or may have been. */
  isPartly: boolean
}

async function changeAtRest(change: Change): Promise<undefined> {
  change.onProgress?.('stopping')
  await stop(change)
  change.onProgress?.('stopped; its offsets are being changed')
  await ask(change)
}

/** What to tell of it, once nothing more will come of what was asked. Rejects with the error where that is not so. */
async function refusalOf(error: unknown, { client, connector, changes }: Change): Promise<Refusal> {
  if (error instanceof UserError) return { says: error.message, isPartly: false }
  if (!(error instanceof ConnectError) || !hasEnded(error)) throw error
  const done = await client.offsets(connector).then(
    (now) => changed(changes, now),
    () => undefined,
  )
  if (done === 0) return { says: `No offset was changed: ${error.message}`, isPartly: false }
  const extent = done === undefined ? 'It is not known how many' : `${done} of ${changes.length}`
  return { says: `${extent} offsets were changed: ${error.message}`, isPartly: true }
}

/** Connect's own 500 says that it is over, and perhaps half done; a proxy's page, or a worker that asked another, does not. */
const hasEnded = ({ outcomeUnknown, status, kind, message }: ConnectError) =>
  !outcomeUnknown || (status === 500 && kind !== 'timed-out' && !message.startsWith('IO Error '))

async function stop({ client, clock, connector, stopping }: Change): Promise<void> {
  const watched = { client, clock, name: connector, seenIn: stopped.seenIn, signal: stopping }
  const { outcome } = await settle(watched, stopped, { startedAt: clock.now(), plan: NO_PLAN })
  if (outcome.kind === 'done') return
  throw new UserError(`No offset was changed: ${connector} has not stopped, ${outcome.detail}.`)
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

/** `sofar`: what to tell where it cannot. */
async function goOn({ client, connector, status, wait }: Change, sofar: string): Promise<void> {
  const { state } = status.connector
  if (state === 'STOPPED') return
  try {
    await (state === 'PAUSED' ? client.pause(connector, wait) : client.resume(connector, wait))
  } catch (error) {
    if (!(error instanceof ConnectError) || error.outcomeUnknown) throw error
    throw new PartlyDone(`${sofar} ${connector} is stopped now and could not be asked to go on: ${error.message}`)
  }
}
