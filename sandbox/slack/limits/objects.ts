import { anyForm, array, boolean, byType, type Check, complain, object, oneOf, string } from './schema.ts'

/** Composition objects (docs.slack.dev/reference/block-kit/composition-objects). */
export const plainText = (max: number): Check =>
  anyForm(object({ type: oneOf('plain_text'), text: string(max) }, { emoji: boolean }))

const mrkdwn = (max: number): Check => object({ type: oneOf('mrkdwn'), text: string(max) }, { verbatim: boolean })

const plain = (max: number): Check => object({ type: oneOf('plain_text'), text: string(max) }, { emoji: boolean })

export const text = (max: number): Check => anyForm(byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) }))

export const confirm: Check = object(
  { title: plainText(100), text: text(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
)

const OPTION = { text: plainText(75), value: string(150) }

/** Option of a select; of an overflow menu, where it may have a URL; of checkboxes and radio buttons, with mrkdwn. */
export const option: Check = object(OPTION, { description: plainText(75) })
export const overflowOption: Check = object(OPTION, { description: plainText(75), url: string(3000) })
export const richOption: Check = object({ ...OPTION, text: text(75) }, { description: text(75) })

const optionGroup: Check = object({ label: plainText(75), options: array(option, 1, 100) })

/** Members of a static select and of the answer to an options request: options or groups of them, not both. */
export const options = (min: number): { [name: string]: Check } => ({
  options: array(option, min, 100),
  option_groups: array(optionGroup, min, 100),
})

export const eitherOptionsOrGroups: Parameters<typeof object>[2] = (value, at, context) => {
  const given = ['options', 'option_groups'].filter((name) => Object.hasOwn(value, name))
  if (given.length !== 1) complain(context, 'must define either `options` or `option_groups`, not both', at)
}

export const dispatchActionConfig: Check = object({
  trigger_actions_on: array(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
})

export const blockId = string(255)
export const actionId = string(255)
export const url = string(3000)
