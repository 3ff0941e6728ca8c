import { type Message, message } from './blocks.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, oneLine } from './text.ts'

interface Sampled {
  channel: string
  groups: readonly string[]
  problem?: string
}

/** Where the sample arrived, and why it did not elsewhere. */
export function sampleView(all: readonly Sampled[]): Message {
  const wrong = all.filter(({ problem }) => problem !== undefined)
  const title =
    wrong.length === 0
      ? `posted to ${count(all.length, 'channel')} ✓`
      : `${count(wrong.length, 'channel')} of ${all.length} did not take it ✖`
  return message(`A sample of an alert: ${title}`, [
    paragraph([{ bold: `A sample of an alert: ${title}` }], ...all.map(line)),
  ])
}

function line({ channel, groups, problem }: Sampled): Span[] {
  const would = groups.length === 0 ? '' : `; a real one may mention ${clip(groups.map(oneLine).join(', '), 200)}`
  return [{ channel }, problem === undefined ? ` ✓${would}` : ` ✖ ${clip(oneLine(problem), 300)}`]
}
