import type { Obj } from '../json.ts'
import type { World } from '../world.ts'

/** Names for the ids that texts mention. */
export interface Names {
  user(id: string): string
  channel(id: string): string
  userGroup(id: string): string
}

export function namesIn(world: World): Names {
  return {
    user: (id) => world.users.get(id)?.name ?? id,
    channel: (id) => world.channels.get(id)?.name ?? id,
    userGroup: (id) => world.userGroups.get(id)?.handle ?? id,
  }
}

type Parts = Intl.DateTimeFormatOptions
const DAY: Parts = { day: 'numeric', month: 'short', year: 'numeric' }
const MINUTES: Parts = { hour: '2-digit', minute: '2-digit' }
const SECONDS: Parts = { ...MINUTES, second: '2-digit' }

/** Slack's date tokens. */
const DATE_TOKENS: { [token: string]: Parts } = {
  date_num: { day: '2-digit', month: '2-digit', year: 'numeric' },
  date: DAY,
  date_short: DAY,
  date_long: DAY,
  date_pretty: DAY,
  date_short_pretty: DAY,
  date_long_pretty: DAY,
  time: MINUTES,
  time_secs: SECONDS,
  ago: { ...DAY, ...SECONDS },
}

const DAY_MS = 86_400_000
/** What the `_pretty` tokens say of the days next to `now`. */
const NEAR: [string, number][] = [
  ['yesterday', -DAY_MS],
  ['today', 0],
  ['tomorrow', DAY_MS],
]

/**
 * `{date_short} {time}` filled in; in UTC unless told otherwise, since tests must not depend on the machine. Without
 * `now`, in milliseconds, no day is today.
 */
export function slackDate(timestamp: number, format: string, timeZone = 'UTC', now = Number.NaN): string {
  const show = (parts: Parts, at = timestamp * 1000) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...parts }).format(at)
  const near = () => NEAR.find(([, distance]) => now > 0 && show(DAY, now + distance) === show(DAY))?.[0]
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const parts = Object.hasOwn(DATE_TOKENS, token) ? DATE_TOKENS[token] : undefined
    if (!parts) return whole
    return (token.endsWith('_pretty') ? near() : undefined) ?? show(parts)
  })
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** mrkdwn as a person reads it: mentions by name, dates, links; `*bold*` and the like stay. */
export function readMrkdwn(text: string, names: Names): string {
  return text
    .split(/(<[^<>]+>)/)
    .map((part) => (part.startsWith('<') && part.endsWith('>') ? reference(part.slice(1, -1), names) : unescaped(part)))
    .join('')
}

function reference(inside: string, names: Names): string {
  const [target = '', label] = inside.split('|')
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target)
  if (date) return slackDate(Number(date[1]), date[2] ?? '')
  if (target.startsWith('@')) return `@${names.user(target.slice(1))}`
  if (target.startsWith('#')) return `#${names.channel(target.slice(1))}`
  if (target.startsWith('!subteam^')) return `@${names.userGroup(target.slice('!subteam^'.length))}`
  if (target.startsWith('!')) return `@${target.slice(1)}`
  return label === undefined ? unescaped(target) : `${unescaped(label)} (${unescaped(target)})`
}

/** A text object as a person reads it. */
export function readText(text: Obj, names: Names): string {
  const raw = typeof text.text === 'string' ? text.text : ''
  return text.type === 'mrkdwn' ? readMrkdwn(raw, names) : raw
}
