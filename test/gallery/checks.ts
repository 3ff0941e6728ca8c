import { isDeepStrictEqual } from 'node:util'
import { controlsOf } from '../../sandbox/slack/block-ids.ts'
import { textOf } from '../../sandbox/slack/composition.ts'
import { type Obj, objs, words } from '../../sandbox/slack/json.ts'
import { validateMessage, validateOptions, validateView } from '../../sandbox/slack/limits/payloads.ts'
import { type Item, shownIn } from './item.ts'

/** What Slack would refuse about it, in Slack's words. */
export function refusalOf(item: Item): unknown {
  const { kind, content } = shownIn(item)
  if (content.options !== undefined || content.option_groups !== undefined) return validateOptions(content)
  return kind === 'message' ? validateMessage(content) : validateView(content, kind)
}

/** Buttons that a screen reader says alike, though they do different things. */
export function twins(item: Item): string[] {
  const buttons = controlsOf(objs(shownIn(item).content.blocks)).filter(({ element }) => element.type === 'button')
  const spoken = buttons.map(
    ({ element }) => [words(element.accessibility_label) || textOf(element.text), deed(element)] as const,
  )
  const repeated = spoken.filter(([name, does], index) =>
    spoken.some(([other, different], at) => at < index && other === name && !isDeepStrictEqual(does, different)),
  )
  return repeated.map(([name]) => name)
}

const deed = ({ action_id, value, url }: Obj) => ({ action_id, value, url })
