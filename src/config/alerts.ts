import { z } from 'zod'
import type { RouteRule } from '../alerts/routes.ts'
import { RULES, type Rules } from '../alerts/rules.ts'
import { channelId, flag, pattern, period, secretUrl, text, userGroup, whole } from './fields.ts'

const Route = z.strictObject({
  cluster: pattern.optional().describe('Ids of Connect clusters, as a pattern'),
  connectors: pattern.optional().describe('Names of connectors, as a pattern'),
  class: pattern.optional().describe('Connector classes, as a pattern'),
  config: z
    .strictObject({
      key: text.describe('A config key'),
      value: pattern.describe('Its value, as a pattern'),
    })
    .optional()
    .describe('What a connector must be configured with'),
  channel: channelId.optional().describe('Id of the channel; unset: `alerts.channel`'),
  shared: flag.prefault(false).describe('Post there even where other companies share the channel'),
  mention: userGroup.optional().describe('User group to mention: `@handle` or id (S…)'),
  mention_after: period
    .optional()
    .describe('Mention it only after so long without an acknowledgement; unset: on opening'),
})

const percent = whole.refine((value) => value <= 100, 'is more than 100 percent')

const Times = z.strictObject({
  failed: period.optional().describe('How long something must have failed'),
  recovers: whole.optional().describe('How many looks in a row must find it running again: 2'),
  rebalance_grace: period.optional().describe('How long a task may be without a worker'),
  rebalance: z
    .strictObject({
      connectors: whole.describe('At least so many connectors'),
      percent: percent.describe('Of all, at most 100'),
    })
    .optional()
    .describe('So many connectors without a worker at once make a notice'),
  idle: period.optional().describe('How long a connector may run without tasks'),
  paused: period.optional().describe('How long a connector may be paused; unset: for ever'),
  stopped: period.optional().describe('How long a connector may be stopped; unset: for ever'),
  looks: whole.optional().describe('How many looks must agree on anything else: 3'),
  flapping: z
    .strictObject({ failures: whole.describe('Failures'), within: period.describe('Within this time') })
    .optional()
    .describe('So many failures are told as one incident, which stays open'),
  crash_loop: whole.optional().describe('So many restarts that were each followed by a failure are a crash loop: 2'),
  spread: whole.optional().describe('So many times as many connectors are shown in the channel as well: 5'),
  storm: z
    .strictObject({ messages: whole.describe('Messages'), within: period.describe('Within this time') })
    .optional()
    .describe('A channel that would get more than this gets one summary'),
  reopen_within: period.optional().describe('A cause that comes back within this time goes on in its old thread'),
  broadcast_every: period.optional().describe('At most one reply per incident and this time is shown in the channel'),
})

/** Watching the connectors, in the file. */
export const Alerts = z.strictObject({
  channel: channelId.describe('Id of the channel for what no route names, and for what cannot be posted elsewhere'),
  interval: period
    .refine((ms) => ms >= 1_000, 'is too short: write 1s or more')
    .prefault('15s')
    .describe('How often each Connect cluster is looked at'),
  rules: Times.prefault({}).describe('When something is worth a message; what is unset has a sensible value'),
  routes: z.array(Route).default([]).describe('What is told where: the first that matches decides'),
  keep: period.prefault('90d').describe('How long incidents that are over are kept'),
  heartbeat: secretUrl
    .optional()
    .describe('URL that is called after each round of looks, so that somebody outside notices when they end'),
})
type Alerts = z.infer<typeof Alerts>

const DAY_MS = 86_400_000
/** However young they are. */
const MOST_INCIDENTS = 5_000

/** What the watcher and its messages are made from. */
export function alertsOf({ channel, interval, rules, routes, keep, heartbeat }: Alerts) {
  return {
    channel,
    intervalMs: interval,
    keep: { days: keep / DAY_MS, most: MOST_INCIDENTS },
    rules: rulesOf(rules),
    routes: routes.map((route) => toRule(route, channel)),
    heartbeat,
    /** Channels that may be posted to although other companies share them. */
    shared: new Set(routes.flatMap((route) => (route.shared ? [route.channel ?? channel] : []))),
  }
}

function toRule(route: Alerts['routes'][number], fallback: string): RouteRule {
  const { cluster, connectors, class: className, config, channel = fallback, mention, mention_after = 0 } = route
  return {
    channel,
    ...(cluster !== undefined && { cluster }),
    ...(connectors !== undefined && { connector: connectors }),
    ...(className !== undefined && { class: className }),
    ...(config && { config }),
    ...(mention !== undefined && { mention: { group: mention, afterMs: mention_after } }),
  }
}

const BY_LOOKS = ['missing', 'unreachable', 'stuck', 'worker'] as const

/** What a file says of the rules, over those that hold where it says nothing. */
function rulesOf({ looks, rebalance, flapping, storm, ...times }: Alerts['rules']): Rules {
  const after = (ms: number | undefined) => ms !== undefined && { ms }
  const agreed = looks === undefined ? {} : Object.fromEntries(BY_LOOKS.map((kind) => [kind, { looks }]))
  return {
    ...RULES,
    opens: {
      ...RULES.opens,
      ...agreed,
      failed: times.failed === undefined ? RULES.opens.failed : { ms: times.failed },
      waiting: { ...RULES.opens.waiting, ...after(times.rebalance_grace) },
      idle: { ...RULES.opens.idle, ...after(times.idle) },
      paused: { ...after(times.paused) },
      stopped: { ...after(times.stopped) },
    },
    recovers: { looks: times.recovers ?? RULES.recovers.looks },
    rebalance: rebalance ? { connectors: rebalance.connectors, share: rebalance.percent / 100 } : RULES.rebalance,
    flapping: flapping ? { failures: flapping.failures, ms: flapping.within } : RULES.flapping,
    storm: storm ? { most: storm.messages, ms: storm.within } : RULES.storm,
    crashLoop: times.crash_loop ?? RULES.crashLoop,
    growth: times.spread ?? RULES.growth,
    reopensWithin: times.reopen_within ?? RULES.reopensWithin,
    broadcastEvery: times.broadcast_every ?? RULES.broadcastEvery,
  }
}
