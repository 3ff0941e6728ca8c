import { isObj, list, type Obj, obj, objs, str } from '../json.ts'
import { ELEMENTS, imageElement } from './elements.ts'
import { blockId, plainText, text, url } from './objects.ts'
import { richText } from './rich-text.ts'
import { array, boolean, byType, type Check, complain, object, oneOf, type Surface, string } from './schema.ts'

const type = string(255)
const id = { block_id: blockId }

/** The elements of these types out of the table. */
function only(...names: (keyof typeof ELEMENTS)[]): { [name: string]: Check } {
  return Object.fromEntries(names.map((name) => [name, ELEMENTS[name]]))
}

const MENUS = only(
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_channels_select',
  'multi_conversations_select',
)
const PICKERS = only('checkboxes', 'radio_buttons', 'datepicker', 'timepicker')
const ACTIONS = { ...MENUS, ...PICKERS, ...only('button', 'overflow', 'datetimepicker', 'rich_text_input') }
const ACCESSORIES = { ...MENUS, ...PICKERS, ...only('button', 'overflow'), image: imageElement }
const INPUTS = { ...MENUS, ...PICKERS, ...only('datetimepicker', 'plain_text_input', 'rich_text_input') }
/** Inputs that exist in modals alone. */
const MODAL_INPUTS = only('number_input', 'email_text_input', 'url_text_input', 'file_input')

const cell = byType({
  raw_text: object({ type, text: string(10_000) }),
  raw_number: object({ type, value: () => {} }, { text: string(255) }),
  rich_text: richText,
})

const input =
  (elements: { [name: string]: Check }): Check =>
  (value, at, context) =>
    object(
      { type, label: plainText(2000), element: byType(elements) },
      { ...id, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
    )(value, at, context)

interface Row {
  surfaces: Surface[]
  check: Check
}
const everywhere: Surface[] = ['message', 'modal', 'home']

/** Blocks with the surfaces that take them (docs.slack.dev/reference/block-kit/blocks). */
const BLOCKS: { [name: string]: Row } = {
  actions: {
    surfaces: everywhere,
    check: object({ type, elements: array(byType(ACTIONS), 1, 25) }, id),
  },
  alert: {
    surfaces: ['modal'],
    check: object({ type, text: text(200) }, { ...id, level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  },
  context: {
    surfaces: everywhere,
    check: object(
      {
        type,
        elements: array(byType({ plain_text: text(3000), mrkdwn: text(3000), image: imageElement }), 1, 10),
      },
      id,
    ),
  },
  divider: { surfaces: everywhere, check: object({ type }, id) },
  header: { surfaces: everywhere, check: object({ type, text: plainText(150) }, id) },
  image: {
    surfaces: everywhere,
    check: object(
      { type, alt_text: string(2000) },
      { ...id, image_url: url, slack_file: object({}, { id: string(255), url }), title: plainText(2000) },
    ),
  },
  input: {
    surfaces: everywhere,
    check: (value, at, context) =>
      input(context.surface === 'modal' ? { ...INPUTS, ...MODAL_INPUTS } : INPUTS)(value, at, context),
  },
  markdown: { surfaces: ['message'], check: object({ type, text: string(12_000) }, id) },
  rich_text: { surfaces: everywhere, check: richText },
  section: {
    surfaces: everywhere,
    check: object(
      { type },
      { ...id, text: text(3000), fields: array(text(2000), 1, 10), accessory: byType(ACCESSORIES), expand: boolean },
      (value, at, context) => {
        if (value.text === undefined && value.fields === undefined) {
          complain(context, 'must define either `text` or `fields`', at)
        }
      },
    ),
  },
  table: {
    surfaces: ['message', 'home'],
    check: object(
      { type, rows: array(array(cell, 1, 20), 1, 100) },
      {
        ...id,
        column_settings: array(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), 0, 20),
      },
    ),
  },
}

const block: Check = (value, at, context) => {
  const known = Object.entries(BLOCKS).filter(([, row]) => row.surfaces.includes(context.surface))
  byType(Object.fromEntries(known.map(([name, row]) => [name, row.check])))(value, at, context)
}

/** The elements of a block that act or take input, with the pointer to each inside the block. */
export function elementsOf(block: Obj): { element: Obj; path: string }[] {
  if (block.type === 'actions') {
    return objs(block.elements).map((element, index) => ({ element, path: `elements/${index}` }))
  }
  const path = block.type === 'input' ? 'element' : 'accessory'
  const element = block[path]
  return isObj(element) && element.type !== 'image' ? [{ element, path }] : []
}

/** block_ids are unique in a payload, action_ids in a block, and one element at most takes the focus. */
const uniqueIds: Check = (value, at, context) => {
  const found = list(value).map((block) => obj(block))
  const ids = found.map((block, index) => ({ id: str(block.block_id), pointer: `${at}/${index}/block_id` }))
  for (const { id, pointer } of repeated(ids)) complain(context, `\`block_id\` "${id}" already exists`, pointer)
  const elements = found.map((block, index) =>
    elementsOf(block).map(({ element, path }) => ({ element, pointer: `${at}/${index}/${path}` })),
  )
  for (const within of elements) {
    const actions = within.map(({ element, pointer }) => ({
      id: str(element.action_id),
      pointer: `${pointer}/action_id`,
    }))
    for (const { id, pointer } of repeated(actions)) complain(context, `\`action_id\` "${id}" already exists`, pointer)
  }
  const focused = elements.flat().filter(({ element }) => element.focus_on_load === true)
  for (const { pointer } of focused.slice(1)) {
    complain(context, 'only one element may have `focus_on_load`', `${pointer}/focus_on_load`)
  }
}

interface Named {
  id: string | undefined
  pointer: string
}

/** Those whose id an earlier one has already. */
function repeated(named: Named[]): Named[] {
  const seen = new Set<string>()
  return named.filter(({ id }) => {
    if (id === undefined) return false
    const again = seen.has(id)
    seen.add(id)
    return again
  })
}

/** A list of blocks: each valid, ids unique. */
export const blocks =
  (min: number, max: number): Check =>
  (value, at, context) => {
    array(block, min, max)(value, at, context)
    uniqueIds(value, at, context)
  }
