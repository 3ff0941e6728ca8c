import type { types } from '@slack/bolt'
import type { Field } from '../../../connectors/form/field.ts'
import { isAlterableInLines } from '../../../connectors/form/opaque.ts'
import type { Problem } from '../../../connectors/form/pages.ts'
import { shortId } from '../../../connectors/form/sections.ts'
import { actions, type Block, button, context, LIMITS, plain, section } from '../blocks.ts'
import { modal } from '../modal.ts'
import { paragraph } from '../rich-text.ts'
import { clip, oneLine } from '../text.ts'
import { hintOf, labelOf } from './hint.ts'
import { BLOCKS, formId, VALUE } from './ids.ts'
import { wholeText } from './whole.ts'

/** A view on top of the form. `draft` is kept with it. */
interface Side {
  draft: string
  title: string
  blocks: Block[]
  /** What the submission is called, and the button's label. */
  submits?: { what: string; label: string }
  /** Id of the field that it is about. */
  field?: string
}

export const sideModal = ({ draft, title, blocks, submits, field }: Side): types.ModalView =>
  modal({
    title,
    blocks,
    target: { id: draft, ...(field !== undefined && { o: field }) },
    ...(submits && { id: formId(submits.what), submit: submits.label }),
  })

/**
 * A value as it is, with blanks, line breaks and all: set, set to the empty text, or not set. What Slack would change
 * stands above the input and not in it: a submission alone is to change nothing.
 */
export function exactModal(draft: string, field: Field, value = ''): types.ModalView {
  const choices = [
    { text: plain('Set to the text below', LIMITS.option), value: 'set' },
    { text: plain('Set to the empty text', LIMITS.option), value: 'empty' },
    { text: plain('Not set: the default counts', LIMITS.option), value: 'unset' },
  ]
  const [first] = choices
  const apart = isAlterableInLines(value)
  return sideModal({
    draft,
    title: 'Edit value',
    field: field.id,
    submits: { what: 'exact', label: 'Take it' },
    blocks: [
      paragraph([{ bold: labelOf(field) }], [hintOf(field, false)]),
      ...(apart ? [context('As it is now; to change it, give the whole text anew.'), ...wholeText(value)] : []),
      {
        type: 'input',
        block_id: BLOCKS.state,
        label: plain('The key is', LIMITS.label),
        element: { type: 'radio_buttons', action_id: VALUE, options: choices, ...(first && { initial_option: first }) },
      },
      {
        type: 'input',
        block_id: BLOCKS.value,
        optional: true,
        label: plain('Text', LIMITS.label),
        hint: plain('Up to 3,000 characters. Longer ones: All as text, Upload.'),
        element: {
          type: 'plain_text_input',
          action_id: VALUE,
          multiline: true,
          ...(value !== '' && !apart && { initial_value: value }),
        },
      },
    ],
  })
}

/** A key that no definition knows of. */
export const addModal = (draft: string): types.ModalView =>
  sideModal({
    draft,
    title: 'Add a key',
    submits: { what: 'add', label: 'Add' },
    blocks: [
      context(
        'For keys that the plugin does not tell of: producer.override.linger.ms, topic.creation.default.partitions …',
      ),
      {
        type: 'input',
        block_id: BLOCKS.key,
        label: plain('Key', LIMITS.label),
        element: { type: 'plain_text_input', action_id: VALUE, focus_on_load: true },
      },
      {
        type: 'input',
        block_id: BLOCKS.value,
        label: plain('Value', LIMITS.label),
        element: { type: 'plain_text_input', action_id: VALUE },
      },
    ],
  })

/**
 * Connect's own messages with the keys at which they stand; each leads to its field. Where secrets were withheld from it,
 * some may be for want of them, and the way on stays open: Connect checks again, with them, when it is saved.
 */
export function problemsModal(
  draft: string,
  problems: readonly Problem[],
  withheld: readonly string[],
): types.ModalView {
  const back = button({ id: formId('back'), label: 'Back to the form', target: {} })
  const on = button({ id: formId('review'), label: 'Review all the same', target: {} })
  return sideModal({
    draft,
    title: 'Errors',
    blocks: [
      paragraph([{ bold: 'What Kafka Connect objects to' }]),
      ...(withheld.length > 0 ? [context(asked(withheld))] : []),
      ...problems
        .slice(0, 40)
        .map(({ message, keys, field }, n) =>
          section(
            `${clip(oneLine(keys.join(', ')), 300)}: ${clip(oneLine(message), 1_200)}`,
            field === undefined ? undefined : goTo(field, n),
          ),
        ),
      ...(problems.length > 40 ? [context(`and ${problems.length - 40} more`)] : []),
      ...actions(back, ...(withheld.length > 0 ? [on] : [])),
    ],
  })
}

const goTo = (key: string, n: number) =>
  button({
    id: formId('goto', n),
    label: 'Go there',
    target: { o: shortId(key) },
    spoken: `Go to ${oneLine(key)} ${n + 1}`,
  })

const asked = (withheld: readonly string[]) =>
  `It was asked without ${clip(oneLine(withheld.join(', ')), 500)}, which would go to another place than before. What it objects to for want of that is no mistake.`

/** The config in the words of another tool. */
export const exportModal = (draft: string, format: string, text: string): types.ModalView =>
  sideModal({
    draft,
    title: 'Export',
    blocks: [
      context('<unchanged> stands in place of secrets.'),
      ...wholeText(text),
      ...actions(button({ id: formId('send', format), label: 'Send as file to me', target: { o: format } })),
    ],
  })

/** Where to read about the class; `said`: what became of the file with all its keys. */
export const documentationModal = (url: string, said: string): types.ModalView =>
  modal({ title: 'Documentation', blocks: [paragraph([{ link: url, words: url }]), section(said)] })

/** An error in the place of a form, and the way back to what the draft has kept. */
export const wayBack = (error: types.ModalView, draft: string): types.ModalView => ({
  ...modal({ title: 'That did not work', blocks: [], target: { id: draft } }),
  blocks: [...error.blocks, ...actions(button({ id: formId('back'), label: 'Back to the form', target: {} }))],
})
