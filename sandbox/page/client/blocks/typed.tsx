import type { KeyboardEvent } from 'react'
import { textOf } from '../../../slack/composition.ts'
import { list, obj, words } from '../../../slack/json.ts'
import { useControl } from '../control.ts'
import { useSurface } from '../surface.ts'
import type { ElementProps } from './element.tsx'

/**
 * A text input. What is typed stays while block_id and action_id stay, whatever the app puts around it; with other ids
 * it starts from its initial value, as in Slack.
 */
export function Typed({ block, element, id, required }: ElementProps) {
  const { type, value } = useControl(block, element)
  const { errors } = useSurface()
  const wrong = errors[words(block.block_id)] !== undefined
  const triggers = list(obj(element.dispatch_action_config).trigger_actions_on)
  const onEnter = block.dispatch_action === true && !triggers.every((trigger) => trigger === 'on_character_entered')

  const shared = {
    id,
    defaultValue: words(value),
    placeholder: textOf(element.placeholder),
    'aria-required': required === true,
    'aria-invalid': wrong,
    'aria-describedby': wrong ? `${id} error` : undefined,
    autoFocus: element.focus_on_load === true,
    onChange: ({ target }: { target: { value: string } }) => type(target.value),
  }
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !onEnter) return
    event.preventDefault()
    type(event.currentTarget.value, true)
  }
  if (element.multiline === true) return <textarea {...shared} rows={4} />
  const inputMode = element.type === 'number_input' ? 'decimal' : 'text'
  return <input type="text" inputMode={inputMode} autoComplete="off" {...shared} onKeyDown={enter} />
}
