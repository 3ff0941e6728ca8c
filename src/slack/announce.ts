import type { webApi } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'
import type { BulkState } from '../connectors/bulk.ts'
import type { Card, Operation, Origin, Outcome } from '../connectors/model.ts'
import type { Log } from '../log.ts'
import { QUIET } from './deliver.ts'
import { announcementView } from './views/announcement.ts'
import type { Message } from './views/blocks.ts'
import { bulkAnnouncement } from './views/bulk-run.ts'

interface Deps {
  client: webApi.WebClient
  clock: Clock
  log: Log
  clusterName: (id: string | undefined) => string
  /** Off by configuration. */
  enabled: boolean
  /** Where announcements go instead of the channel in which something was asked for. */
  operationsChannel: string | undefined
}

export type Announce = ReturnType<typeof createAnnounce>

/**
 * Tells a channel what was changed there, once, when it has settled. Never in conversations of one person, in
 * channels shared with other companies, or where that cannot be established.
 */
export function createAnnounce({ client, clock, log, clusterName, enabled, operationsChannel }: Deps) {
  async function announceMessage(origin: Origin, message: Message): Promise<void> {
    const channel = operationsChannel ?? origin.channel
    if (!enabled || channel === undefined) return
    try {
      if (!(await isOurChannel(channel))) return
      await client.chat.postMessage({ channel, ...message, ...QUIET })
    } catch (error) {
      // Mostly `not_in_channel`: whoever asked has their answer already.
      log.info({ err: error, channel }, 'A change could not be announced')
    }
  }

  return {
    /** What of many was done; nothing where nothing was. */
    async announceBulk(state: BulkState): Promise<void> {
      const changed = [...state.ends.values()].some(({ kind }) => kind === 'done')
      if (changed) await announceMessage(state.origin, bulkAnnouncement(state, clusterName))
    },
    async announce(operation: Operation, outcome: Outcome, card?: Card): Promise<void> {
      if (outcome.kind === 'nothing-to-do' || outcome.left) return
      const ended = { operation, outcome, clusterName: clusterName(operation.cluster) }
      const view = announcementView(ended, card && { card, at: clock.now() })
      await announceMessage(operation.origin, view)
    },
  }

  async function isOurChannel(channel: string): Promise<boolean> {
    const { channel: found } = await client.conversations.info({ channel })
    const conversation = found?.is_im === true || found?.is_mpim === true
    const shared = found?.is_ext_shared === true || found?.is_pending_ext_shared === true
    return found !== undefined && !conversation && !shared
  }
}
