import type { types } from '@slack/bolt'

const TIME = '{time_secs}'
/** "today at 13:58:11", and a date where that is neither today nor next to it. */
const MOMENT = '{date_short_pretty} at {time_secs}'

const seconds = (at: number) => Math.floor(at / 1000)
const utcTime = (at: number) => `${new Date(at).toISOString().slice(11, 19)} UTC`
const utcMoment = (at: number) => `${new Date(at).toISOString().slice(0, 10)} at ${utcTime(at)}`

/** Time of day in each reader's own zone, for rich text; clients that cannot do that show UTC. `at` is in milliseconds. */
export const time = (at: number): types.RichTextDate => ({
  type: 'date',
  timestamp: seconds(at),
  format: TIME,
  fallback: utcTime(at),
})

/** Day and time of day, for what may be older than today. */
export const moment = (at: number): types.RichTextDate => ({
  type: 'date',
  timestamp: seconds(at),
  format: MOMENT,
  fallback: utcMoment(at),
})

/** The same time of day for mrkdwn, where it is the only thing that we let Slack read as markup. */
export const timeToken = (at: number) => `<!date^${seconds(at)}^${TIME}|${utcTime(at)}>`
