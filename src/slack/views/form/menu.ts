import type { types } from '@slack/bolt'
import type { Form, Page } from '../../../connectors/form/pages.ts'
import { shortId } from '../../../connectors/form/sections.ts'
import { actions, type Block, button, LIMITS, option, plain, select } from '../blocks.ts'
import { clip, oneLine } from '../text.ts'
import { formId } from './ids.ts'

/** What the menu tells of a page, in the order in which it matters. */
const MARKS: [keyof Pick<Page, 'missing' | 'errors' | 'changed'>, string][] = [
  ['missing', 'missing'],
  ['errors', 'wrong'],
  ['changed', 'changed'],
]

function line(page: Page): types.PlainTextOption {
  const marks = MARKS.filter(([mark]) => page[mark] > 0).map(([mark, word]) => `${page[mark]} ${word}`)
  const told = marks.length === 0 ? '' : ` · ${marks.join(', ')}`
  return option(`${clip(oneLine(page.title), LIMITS.option - told.length)}${told}`, { o: page.id })
}

/**
 * The page menu, the way on and back. Another block after each click, so that it shows no earlier choice, and with other
 * marks; else it stays as it is, open perhaps, while Connect's answers come in.
 */
export function menuBlock(form: Form, current: string, clicks: number): Block {
  const at = form.pages.findIndex(({ id }) => id === current)
  const menu = form.pages.slice(0, LIMITS.options).map(line)
  const initial = menu[at]
  const to = (label: string, page: Page | undefined) =>
    page
      ? [
          button({
            id: formId('page', label.toLowerCase()),
            label,
            target: { o: page.id },
            spoken: `${label}: ${oneLine(page.title)}`,
          }),
        ]
      : []
  return {
    type: 'actions',
    block_id: `menu.${clicks}.${shortId(JSON.stringify(menu))}`,
    elements: [
      { ...select(formId('page', 'menu'), 'Page', menu), ...(initial && { initial_option: initial }) },
      ...to('Back', form.pages[at - 1]),
      ...to('Next', form.pages[at + 1]),
    ],
  }
}

/** The way to any key. */
export const findBlock = (clicks: number): Block => ({
  type: 'actions',
  block_id: `find.${clicks}`,
  elements: [
    {
      type: 'external_select',
      action_id: formId('find'),
      placeholder: plain('Find a key…', LIMITS.placeholder),
      min_query_length: 0,
    },
  ],
})

/** What else can be done, apart from filling fields. */
interface Tool {
  what: string
  label: string
  when?: (form: Form) => boolean
}

const TOOLS: readonly Tool[] = [
  { what: 'check', label: 'Check now', when: ({ mayEdit }) => mayEdit },
  { what: 'problems', label: 'Errors', when: ({ definitions }) => definitions.errors.size > 0 },
  { what: 'export', label: 'Export…' },
  { what: 'documentation', label: 'Documentation' },
  { what: 'clone', label: 'Clone…', when: ({ exists, changes }) => exists && changes.size === 0 },
  { what: 'discard', label: 'Throw this draft away', when: ({ changes, mayEdit }) => mayEdit && changes.size > 0 },
]

/** Descriptions, one field's description, and the rarer tools in a menu. */
export function toolBlocks(
  form: Form,
  page: Page,
  described: boolean,
  clicks: number,
  fields: types.PlainTextOption[],
): Block[] {
  const describe = fields.length === 0 ? [] : [select(formId('describe'), 'Describe a field…', fields)]
  const tools = TOOLS.filter(({ when }) => when?.(form) ?? true).map(({ what, label }) => option(label, { o: what }))
  const save = form.mayEdit ? [button({ id: formId('keep'), label: 'Save draft', target: {} })] : []
  const add =
    page.kind === 'custom' && form.mayEdit ? [button({ id: formId('add'), label: 'Add a key…', target: {} })] : []
  const shown = button({
    id: formId('described'),
    label: described ? 'Hide descriptions' : 'Show descriptions',
    target: {},
  })
  const [block] = actions(...add, ...(page.keys.length > 0 ? [shown] : []), ...describe, ...save, {
    type: 'overflow',
    action_id: formId('tool'),
    options: tools,
  })
  return block === undefined ? [] : [{ ...block, block_id: `tools.${clicks}` }]
}
