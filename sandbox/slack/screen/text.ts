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

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })
const SECONDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** Slack's date tokens, all shown in UTC (a person's own zone would make tests depend on the machine). */
const DATE_TOKENS: { [token: string]: (date: Date) => string } = {
  date_num: (date) => date.toISOString().slice(0, 10),
  date: (date) => DAY.format(date),
  date_short: (date) => DAY.format(date),
  date_long: (date) => DAY.format(date),
  date_pretty: (date) => DAY.format(date),
  date_short_pretty: (date) => DAY.format(date),
  date_long_pretty: (date) => DAY.format(date),
  time: (date) => CLOCK.format(date),
  time_secs: (date) => SECONDS.format(date),
  ago: (date) => `at ${date.toISOString()}`,
}

/** `{date_short} {time}` filled in. */
export function slackDate(timestamp: number, format: string): string {
  const date = new Date(timestamp * 1000)
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => DATE_TOKENS[token]?.(date) ?? whole)
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
