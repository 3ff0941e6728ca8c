import type { types } from '@slack/bolt'
import type { Draft } from '../../../connectors/form/draft.ts'
import { documentationOf } from '../../../connectors/form/families.ts'
import { type Field, fieldsOf } from '../../../connectors/form/field.ts'
import type { Form, Page } from '../../../connectors/form/pages.ts'
import { asText } from '../../../connectors/form/text.ts'
import { type Block, context, LIMITS, option, plain, section } from '../blocks.ts'
import { modal } from '../modal.ts'
import { paragraph } from '../rich-text.ts'
import { clip, count, fullName, oneLine, shortName } from '../text.ts'
import { continueBlock } from './drafts.ts'
import { type FieldLook, fieldBlocks } from './field.ts'
import { labelOf } from './hint.ts'
import { formId, issueOf } from './ids.ts'
import { findBlock, menuBlock, toolBlocks } from './menu.ts'
import { textBlocks } from './whole.ts'

/** What a form page shows, beside the draft. */
export interface FormPage {
  draft: Draft
  /** What the fields are drawn from: what was known when the page was turned. */
  form: Form
  /** What is known now: for the menu and the status line only. */
  latest: Form
  clusterName: string
  readOnly: string | undefined
  /** What Connect has said of it. */
  status: string
  /** To be noticed once: what became of what the person just did. */
  notice?: string | undefined
  /** One's newest unfinished form on the same connector. */
  earlier?: Draft | undefined
  /** By key, why what was typed is not taken. */
  refused?: ReadonlyMap<string, string>
  providers: readonly string[]
  typing: boolean
  /** Counts what the person did: what they chose in other menus is forgotten with each, and stays while they choose. */
  clicks: number
}

/** The page that the draft is on; the first one where it is not there any more. */
export const currentPage = ({ pages }: Form, id: string): Page => {
  const page = pages.find((one) => one.id === id) ?? pages[0]
  if (page === undefined) throw new Error('a form without pages')
  return page
}

/** In bytes, as JSON: Slack takes 250 kB. */
const MOST = 245_000

/** One page of the form on a connector's config, in the one modal that all pages share. */
export function formModal(shown: FormPage): types.ModalView {
  const whole = drawn(shown, shown.draft.described)
  if (!shown.draft.described || Buffer.byteLength(JSON.stringify(whole)) <= MOST) return whole
  const { blocks, ...view } = drawn(shown, false)
  return { ...view, blocks: [...blocks, context('All descriptions are too long for one page: see Describe a field.')] }
}

function drawn(shown: FormPage, described: boolean): types.ModalView {
  const { draft, form, latest, clicks } = shown
  const page = currentPage(form, draft.page)
  const fields = fieldsOf(form, page)
  const choices = fields.map((field) => option(clip(oneLine(labelOf(field)), LIMITS.option), { o: field.id }))
  const editing = draft.connector === undefined ? 'Create connector' : 'Config'
  return modal({
    title: editing,
    id: formId('page'),
    ...(form.mayEdit && { submit: 'Check and review' }),
    target: { id: draft.id, o: page.id },
    blocks: [
      heading(shown),
      ...alerts(shown),
      context(oneLine(statusLine(latest, shown.status))),
      menuBlock(latest, page.id, clicks),
      findBlock(clicks),
      ...toolBlocks(form, page, draft.described, clicks, choices),
      ...(page.kind === 'text' ? textBlocks(asText(form.values, form.secrecy), draft, form.mayEdit) : []),
      ...(fields.length > 0
        ? fields.flatMap((field) => fieldBlocks(field, lookOf(shown, field, described)))
        : none(page)),
    ],
  })
}

function heading({ draft, form, clusterName }: FormPage): Block {
  const name = draft.connector ?? form.values.get('name') ?? 'A new connector'
  return paragraph(
    [{ bold: fullName(name) }, ` on ${shortName(clusterName)}`],
    [clip(oneLine(draft.class), 300), '  ', { link: documentationOf(draft.class), words: 'Documentation' }],
  )
}

function alerts({ readOnly, notice, earlier }: FormPage): Block[] {
  return [
    ...(earlier === undefined ? [] : [continueBlock(earlier)]),
    ...(readOnly === undefined ? [] : [section(`Read only. ${readOnly}`)]),
    ...(notice === undefined ? [] : [{ type: 'alert', level: 'warning', text: plain(notice, 200) } as const]),
  ]
}

function statusLine({ missing, definitions, changes, exists, mayEdit }: Form, status: string): string {
  if (!mayEdit) return status
  const wrong = [...definitions.errors.keys()].filter((key) => !missing.has(key)).length
  return [
    missing.size > 0 ? `${count(missing.size, 'field')} to be filled` : '',
    wrong > 0 ? `${count(wrong, 'key')} with errors` : '',
    exists ? count(changes.size, 'change') : '',
    status,
  ]
    .filter(Boolean)
    .join(' · ')
}

const none = ({ kind }: Page): Block[] =>
  kind === 'custom'
    ? [context('None is set. These are keys that the plugin does not tell of, such as producer.override.linger.ms.')]
    : []

function lookOf(
  { draft, form, refused, providers, readOnly, typing }: FormPage,
  { key }: Field,
  described: boolean,
): FieldLook {
  const { name } = key
  const demand = form.demands.find(([first]) => first === name)
  return {
    issue: issueOf(draft, name),
    described,
    replacing: draft.replacing.includes(name),
    // a validator that asks for a host may do with a URL, which only it can tell: what has no default has no such way out
    required: key.required && demand?.length === 1,
    asked: demand && `Kafka Connect asks for ${['this', ...demand.slice(1)].join(' or ')}.`,
    refused: refused?.get(name),
    readOnly: readOnly !== undefined,
    isSet: form.config.has(name),
    typing,
    providers,
  }
}
