import type { webApi } from '@slack/bolt'
import type { AlertRecords } from '../../alerts/records.ts'
import type { RouteRule } from '../../alerts/routes.ts'
import type { Clock } from '../../connect/clock.ts'
import type { Log } from '../../log.ts'
import { QUIET } from '../deliver.ts'
import { platformError } from '../platform-error.ts'
import { channelsView } from '../views/alert-channels.ts'
import { sayProblem } from './problems.ts'

interface Alerts {
  /** For all else. */
  channel: string
  routes: readonly Pick<RouteRule, 'channel'>[]
  /** Channels that other companies may read. */
  shared: ReadonlySet<string>
}

/** Whether alerts can be told in a channel, and why not; also where Slack may not be asked it is `ok`. */
export interface ChannelLook {
  channel: string
  ok: boolean
  text: string
}

type Info = NonNullable<webApi.ConversationsInfoResponse['channel']>

/** The first that holds counts. */
const PROBLEMS: readonly (readonly [name: string, holds: (info: Info, mayBeShared: boolean) => boolean])[] = [
  ['is_archived', (info) => info.is_archived === true],
  ['not_in_channel', ({ is_member }) => is_member !== true],
  [
    'is_shared',
    ({ is_ext_shared, is_pending_ext_shared }, mayBeShared) =>
      !mayBeShared && (is_ext_shared === true || is_pending_ext_shared === true),
  ],
]

/** Every channel that the rules lead to, the one for all else last. */
export async function lookAtChannels(client: webApi.WebClient, { channel, routes, shared }: Alerts) {
  const channels = new Set([...routes.map((route) => route.channel).filter((one) => one !== channel), channel])
  return Promise.all([...channels].map((one) => lookAt(client, one, shared.has(one))))
}

async function lookAt(client: webApi.WebClient, channel: string, mayBeShared: boolean): Promise<ChannelLook> {
  try {
    const { channel: info } = await client.conversations.info({ channel })
    const [problem] = (info && PROBLEMS.find(([, holds]) => holds(info, mayBeShared))) ?? []
    return problem === undefined
      ? { channel, ok: true, text: `#${info?.name ?? channel}, the app is in it` }
      : { channel, ok: false, text: sayProblem(problem) }
  } catch (error) {
    const name = platformError(error)
    return name === 'channel_not_found'
      ? { channel, ok: false, text: sayProblem(name) }
      : { channel, ok: true, text: `cannot be asked about (${name ?? 'Slack did not answer'})` }
  }
}

interface Deps {
  client: webApi.WebClient
  /** undefined: nothing is watched. */
  alerts: Alerts | undefined
  records: Pick<AlertRecords, 'change' | 'read'>
  clock: Clock
  log: Pick<Log, 'warn'>
}

/** A process that does not watch so long says nothing: one that is started again and again would repeat itself. */
const SETTLED_MS = 60_000

/**
 * Tells the channel for all else, after the watch began, which channels do not take what is meant for them: each problem once,
 * until it is mended. It is kept once it is told, since twice is better than never.
 */
export function createChannelReport({ client, alerts, records, clock, log }: Deps) {
  return async function report(signal: AbortSignal): Promise<void> {
    if (alerts === undefined) return
    try {
      await clock.sleep(SETTLED_MS, signal)
      const wrong = (await lookAtChannels(client, alerts)).filter(({ ok }) => !ok)
      for (const { channel, text } of wrong) log.warn({ channel, problem: text }, 'A channel does not take alerts')
      if (wrong.some(({ channel }) => channel === alerts.channel)) return
      const told = await records.read((tables) => tables.refusals())
      const news = wrong.filter(({ channel, text }) => told.get(channel) !== text)
      if (news.length > 0) await client.chat.postMessage({ channel: alerts.channel, ...channelsView(news), ...QUIET })
      const problems = new Map(wrong.map(({ channel, text }) => [channel, text]))
      await records.change((tables) => tables.saveRefusals(problems))
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'Channels that do not take alerts could not be reported')
    }
  }
}
