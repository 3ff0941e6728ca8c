// Characters without a shape of their own: controls, direction overrides, zero-width ones, halves of pairs.
// They could make a name read as another one, or turn the order of a line around.
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Text in which nothing hides: what has no shape of its own is shown as U+FFFD. Line breaks and tabs stay. */
export const visible = (text: string) => text.replace(/\r\n?/g, '\n').replace(UNSEEN, '\uFFFD')

/** The same on one line, so that a name or a message cannot write lines of its own. */
export const oneLine = (text: string) => visible(text).trim().replace(/\n/g, '⏎').replace(/\t/g, ' ')

/** 1234567 → 1,234,567 */
export const number = (n: number) => n.toLocaleString('en-US')

/** count(1, 'task') → "1 task", count(1200, 'task') → "1,200 tasks" */
export const count = (n: number, noun: string, plural = `${noun}s`) => `${number(n)} ${n === 1 ? noun : plural}`

/**
 * At most `limit` UTF-16 units, which is at most as many characters as Slack counts; what is missing is said:
 * "Connection ref… (1,234 more)". For text of people and plugins; what carries meaning goes by reference.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = limit - `… (${number(text.length)} more)`.length
  const kept = text.slice(0, Math.max(room, 0)).replace(/[\uD800-\uDBFF]$/, '')
  return `${kept}… (${number(text.length - kept.length)} more)`
}

/** Where the rest is a click away: cut between words, "Connection is not…". */
export function brief(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = text.slice(0, limit - 1)
  const end = room.lastIndexOf(' ')
  const kept = end > limit / 2 ? room.slice(0, end) : room
  return `${kept.replace(/[\uD800-\uDBFF]$|[\s,;:(]+$/, '')}…`
}

/** For the one place where Slack reads markup: without this `<!channel>` in a name would notify everyone. */
export const escapeMarkup = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

// Connect itself sets no limit; beyond this a name would push everything else out of the message.
const NAME = 500

/** A name as people read it; whatever acts on it carries its key instead. */
export const fullName = (text: string) => clip(oneLine(text), NAME)

/** A name where only a few words fit, as on a phone's lock screen: the whole name stands in the blocks. */
export const shortName = (text: string) => clip(oneLine(text), 40)
