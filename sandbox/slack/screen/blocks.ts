import { textOf } from '../composition.ts'
import { isObj, list, type Obj, objs } from '../json.ts'
import type { State } from '../world.ts'
import { elementText } from './elements.ts'
import { richTextLines } from './rich-text.ts'
import { type Names, readText } from './text.ts'

type Render = (block: Obj, names: Names, state: State) => string[]

const lines = (text: string) => text.split('\n')

const RENDER: { [type: string]: Render } = {
  section(block, names, state) {
    const { accessory } = block
    const text = isObj(block.text) ? lines(readText(block.text, names)) : []
    const fields = objs(block.fields).flatMap((field) => lines(readText(field, names)))
    const control = isObj(accessory) ? [elementText(accessory, names, state, block.block_id)] : []
    return [...text, ...fields, ...control]
  },
  header: (block) => [`# ${textOf(block.text)}`],
  divider: () => ['---'],
  context: (block, names, state) => [
    objs(block.elements)
      .map((part) => (part.type === 'image' ? elementText(part, names, state, '') : readText(part, names)))
      .join(' · '),
  ],
  actions: (block, names, state) => [
    objs(block.elements)
      .map((element) => elementText(element, names, state, block.block_id))
      .join(' '),
  ],
  input(block, names, state) {
    const optional = block.optional === true ? ' (optional)' : ''
    const element = isObj(block.element) ? elementText(block.element, names, state, block.block_id) : ''
    const hint = isObj(block.hint) ? [`  ${textOf(block.hint)}`] : []
    return [`${textOf(block.label)}${optional} ${element}`, ...hint]
  },
  rich_text: (block, names) => richTextLines(block, names),
  markdown: (block) => lines(String(block.text)),
  alert: (block, names) => (isObj(block.text) ? [`! ${readText(block.text, names)}`] : []),
  image: (block) => [`(image: ${String(block.alt_text)})`],
  table: (block, names) =>
    list(block.rows).map((row) =>
      objs(row)
        .map((cell) =>
          cell.type === 'rich_text' ? richTextLines(cell, names).join(' ') : String(cell.text ?? cell.value),
        )
        .join(' | '),
    ),
}

/** A block as the lines that a person reads. What is not known here is shown as JSON, never left out. */
export function blockLines(block: Obj, names: Names, state: State): string[] {
  const render = RENDER[String(block.type)]
  return render ? render(block, names, state) : [JSON.stringify(block)]
}
