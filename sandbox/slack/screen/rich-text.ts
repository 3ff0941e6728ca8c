import { type Obj, objs, words } from '../json.ts'
import { type Names, slackDate } from './text.ts'

type Inline = (element: Obj, names: Names) => string

const INLINE: { [type: string]: Inline } = {
  text: ({ text }) => words(text),
  link: ({ url, text }) => (text === undefined ? words(url) : `${words(text)} (${words(url)})`),
  emoji: ({ name }) => `:${words(name)}:`,
  date: ({ timestamp, format }) => slackDate(Number(timestamp), words(format)),
  user: ({ user_id }, names) => `@${names.user(words(user_id))}`,
  channel: ({ channel_id }, names) => `#${names.channel(words(channel_id))}`,
  usergroup: ({ usergroup_id }, names) => `@${names.userGroup(words(usergroup_id))}`,
  broadcast: ({ range }) => `@${words(range)}`,
  color: ({ value }) => words(value),
}

function inline(element: Obj, names: Names): string {
  const show = INLINE[String(element.type)]
  return show ? show(element, names) : JSON.stringify(element)
}

const sentence = (part: Obj, names: Names) =>
  objs(part.elements)
    .map((element) => inline(element, names))
    .join('')

/** Lines of a rich_text block: `┃` quoted or preformatted, `•` or a number in lists. */
export function richTextLines(block: Obj, names: Names): string[] {
  return objs(block.elements).flatMap((part) => {
    if (part.type === 'rich_text_list') {
      const mark = (index: number) => (part.style === 'ordered' ? `${index + 1}.` : '•')
      const indent = '  '.repeat(Number(part.indent ?? 0))
      return objs(part.elements).map((item, index) => `${indent}${mark(index)} ${sentence(item, names)}`)
    }
    const lines = sentence(part, names).split('\n')
    return part.type === 'rich_text_section' ? lines : lines.map((line) => `┃ ${line}`)
  })
}
