import { type Answer, collect, type Reply, sentOf } from '../../connectors/form/answers.ts'
import { type Draft, resetFields } from '../../connectors/form/draft.ts'
import { type Choice, type Field, fieldsOf } from '../../connectors/form/field.ts'
import type { Form } from '../../connectors/form/pages.ts'
import { asText, changesOfText, readText } from '../../connectors/form/text.ts'
import { UserError } from '../../errors.ts'
import { BLOCKS, blockIdOf } from '../views/form/ids.ts'
import { currentPage } from '../views/form/page.ts'
import { textBlockId } from '../views/form/whole.ts'
import type { Held } from './event.ts'

type HeldBlocks = ReadonlyMap<string, Held>

/** What a page's inputs have come to. */
export interface Taken {
  draft: Draft
  /** Why something was not taken: by key, for under its field. */
  refused: ReadonlyMap<string, string>
  /** By block_id, as Slack wants the errors of a submission. */
  errors: Record<string, string>
  /** Keys at which a secret was typed that is not kept. */
  dropped: readonly string[]
}

interface How {
  /** Secrets may be typed. */
  typing: boolean
  /** Nothing may be left half done: a reference that was chosen must be there. */
  submitting: boolean
}

/** Takes what the inputs of a page hold into the draft. `page`: the one that was shown when somebody clicked. */
export function takePage(draft: Draft, form: Form, page: string, held: HeldBlocks, how: How): Taken {
  const shown = currentPage(form, page)
  return shown.kind === 'text'
    ? takeText(draft, form, held, how)
    : takeFields(draft, form, fieldsOf(form, shown), held, how)
}

function takeFields(
  draft: Draft,
  form: Form,
  fields: readonly Field[],
  held: HeldBlocks,
  { typing, submitting }: How,
): Taken {
  const resets = (field: Field) => draft.resets.get(field.key.name) ?? 0
  const answers = fields.flatMap((field) => {
    const answer = answerOf(field, resets(field), held)
    return answer ? [{ field, answer }] : []
  })
  const waiting = answers.filter(({ answer }) => !submitting && isHalf(answer)).map(({ field }) => field.key.name)
  const replies = answers
    .filter(({ field }) => !waiting.includes(field.key.name))
    .map(({ field: { key, control }, answer }): Reply => ({ key, control, answer, sent: sentOf(control) }))
  const { changes, refused, dropped } = collect(form.config, draft.changes, replies, { secrecy: form.secrecy, typing })
  const shown = new Set(fields.map(({ key }) => key.name))
  const taken = { ...draft, changes, replacing: [...draft.replacing.filter((key) => !shown.has(key)), ...waiting] }
  const errors = fields.flatMap((field) => {
    const problem = refused.get(field.key.name)
    return problem === undefined ? [] : [[blockOf(field, resets(field), held), problem] as const]
  })
  return { draft: resetFields(taken, dropped), refused, errors: Object.fromEntries(errors), dropped }
}

/** A reference is wanted and not typed yet. */
const isHalf = (answer: Answer) => answer.kind === 'secret' && answer.choice === 'replace' && !answer.text?.trim()

/** The error stands where the text was typed. */
function blockOf(field: Field, resets: number, held: HeldBlocks): string {
  const typed = blockIdOf(field, resets, BLOCKS.reference)
  return held.has(typed) ? typed : blockIdOf(field, resets)
}

const CHOICES: ReadonlyMap<string | undefined, Choice> = new Map([
  ['keep', 'keep'],
  ['replace', 'replace'],
  ['remove', 'remove'],
])

/** undefined: the page has no such input, as when its kind has changed since. */
function answerOf(field: Field, resets: number, blocks: HeldBlocks): Answer | undefined {
  const held = blocks.get(blockIdOf(field, resets))
  if (held === undefined) return undefined
  const option = held.selected_option?.value
  switch (field.control.kind) {
    case 'text':
      return { kind: 'text', text: held.value ?? null }
    case 'select':
      return { kind: 'select', option: option ?? null }
    case 'multi':
      return { kind: 'multi', options: (held.selected_options ?? []).map(({ value }) => value) }
    case 'secret': {
      const text = blocks.get(blockIdOf(field, resets, BLOCKS.reference))?.value ?? null
      return { kind: 'secret', choice: CHOICES.get(option) ?? 'keep', text }
    }
    default:
      return undefined
  }
}

function takeText(draft: Draft, form: Form, held: HeldBlocks, { typing }: How): Taken {
  const sent = asText(form.values, form.secrecy)
  const block = textBlockId(sent)
  const typed = held.get(block)?.value
  const nothing: Taken = { draft, refused: new Map(), errors: {}, dropped: [] }
  if (typed === undefined || typed === null || clean(typed) === clean(sent)) return nothing
  try {
    return { ...nothing, ...takeWhole(draft, form, typed, typing) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { ...nothing, errors: { [block]: error.message } }
  }
}

/** A text that stands for the whole config. @throws UserError */
export function takeWhole(
  draft: Draft,
  form: Form,
  text: string,
  typing: boolean,
): { draft: Draft; dropped: string[] } {
  const { secrecy, exists, values } = form
  const { changes, dropped } = changesOfText(values, readText(text), { secrecy, typing, exists })
  const all = new Map(draft.changes)
  for (const [key, value] of changes) {
    if (value === (form.config.get(key) ?? null)) all.delete(key)
    else all.set(key, value)
  }
  return { draft: resetFields({ ...draft, changes: all }, [...changes.keys(), ...dropped]), dropped }
}

const clean = (text: string) => text.replace(/\r\n?/g, '\n').trim()
