import type { webApi } from '@slack/bolt'
import type { Operation, Outcome } from '../connectors/model.ts'
import type { Log } from '../log.ts'
import { QUIET } from './deliver.ts'
import { announcementView } from './views/announcement.ts'

interface Deps {
  client: webApi.WebClient
  log: Log
  clusterName: (id: string | undefined) => string
  /** Off by configuration. */
  enabled: boolean
  /** Where announcements go instead of the channel in which something was asked for. */
  operationsChannel: string | undefined
}

/**
 * Tells a channel what was changed there, once, when it has settled. Never in conversations of one person, in
 * channels shared with other companies, or where that cannot be established.
 */
export function createAnnounce({ client, log, clusterName, enabled, operationsChannel }: Deps) {
  return async function announce(operation: Operation, outcome: Outcome): Promise<void> {
    const channel = operationsChannel ?? operation.origin.channel
    if (!enabled || channel === undefined || outcome.kind === 'nothing-to-do') return
    try {
      if (!(await isOurChannel(channel))) return
      const view = announcementView({ operation, outcome, clusterName: clusterName(operation.cluster) })
      await client.chat.postMessage({ channel, ...view, ...QUIET })
    } catch (error) {
      // Mostly `not_in_channel`: whoever asked has their answer already.
      log.info({ err: error, channel, cluster: operation.cluster }, 'A change could not be announced')
    }
  }

  async function isOurChannel(channel: string): Promise<boolean> {
    const { channel: found } = await client.conversations.info({ channel })
    const conversation = found?.is_im === true || found?.is_mpim === true
    const shared = found?.is_ext_shared === true || found?.is_pending_ext_shared === true
    return found !== undefined && !conversation && !shared
  }
}
