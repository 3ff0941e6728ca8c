import type { Clock } from './clock.ts'

/** Calls a minute that Slack's tiers grant (docs.slack.dev/apis/web-api/rate-limits). */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 }
export type Tier = keyof typeof TIERS | 'post' | 'none'

interface Bucket {
  tokens: number
  at: number
}

/**
 * Rate limits per method and workspace. chat.postMessage has its own: one a second per channel, with short bursts,
 * whose length Slack does not give: three here.
 */
export function createRates(clock: Clock, enabled: boolean) {
  const buckets = new Map<string, Bucket>()
  return {
    /** Seconds to wait before the next call may come, or undefined when this one passes. */
    retryAfter(method: string, tier: Tier, channel: string): number | undefined {
      if (!enabled || tier === 'none') return undefined
      const [key, burst, perSecond] =
        tier === 'post' ? [`${method} ${channel}`, 3, 1] : [method, TIERS[tier], TIERS[tier] / 60]
      const now = clock.now()
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now }
      const available = Math.min(burst, tokens + ((now - at) / 1000) * perSecond)
      const passes = available >= 1
      buckets.set(key, { tokens: passes ? available - 1 : available, at: now })
      return passes ? undefined : Math.ceil((1 - available) / perSecond)
    },
  }
}
export type Rates = ReturnType<typeof createRates>
