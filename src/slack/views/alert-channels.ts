import { type Message, message } from './blocks.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, oneLine } from './text.ts'

const MOST = 20

interface Wrong {
  channel: string
  text: string
}

/** Channels that alerts are meant for and that do not take them. */
export function channelsView(wrong: readonly Wrong[]): Message {
  const title = `${count(wrong.length, 'channel')} cannot be told of failures ✖`
  const lines = wrong.slice(0, MOST).map(({ channel, text }): Span[] => [{ channel }, `: ${clip(oneLine(text), 300)}`])
  const more = wrong.length - lines.length
  return message(`${title}. What is meant for them comes here.`, [
    paragraph([{ bold: title }], ...lines, ...(more > 0 ? [[`and ${count(more, 'more channel')}`]] : []), [
      'What is meant for them comes here, until they take it or the routes lead elsewhere.',
    ]),
  ])
}
