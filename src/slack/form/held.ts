import { type Answer, collect, type Reply, sentOf } from '../../connectors/form/answers.ts'
import { type Draft, rememberHidden, resetFields } from '../../connectors/form/draft.ts'
import { type Field, fieldsOf } from '../../connectors/form/field.ts'
import type { Form, Page } from '../../connectors/form/pages.ts'
import { BLOCKS, blockIdOf, issueOf } from '../views/form/ids.ts'
import type { Held } from './event.ts'
import { answerOfOtherKind, choiceOf } from './other-kind.ts'

type HeldBlocks = ReadonlyMap<string, Held>

/** What did not go into the draft. */
export interface Left {
  /** Why something was not taken: by key, for under its field. */
  refused: ReadonlyMap<string, string>
  /** By block_id, as Slack wants the errors of a submission. */
  errors: Record<string, string>
  /** Keys at which a secret was typed that is not kept. */
  dropped: readonly string[]
}

interface Taken extends Left {
  draft: Draft
}

export interface How {
  /** Secrets may be typed. */
  typing: boolean
  /** Nothing may be left half done: a reference that was chosen must be there. */
  submitting: boolean
}

/** Takes what the fields of a page hold into the draft: the page that was shown when somebody clicked. */
export function takeFields(draft: Draft, form: Form, page: Page, held: HeldBlocks, { typing, submitting }: How): Taken {
  const fields = fieldsOf(form, page)
  const issue = (field: Field) => issueOf(draft, field.key.name)
  const answers = fields.flatMap((field) => {
    const answer = answerOf(field, issue(field), held)
    if (answer) return [{ field, answer, sent: sentOf(field.control), block: blockOf(field, issue(field), held) }]
    const other = answerOfOtherKind(field, issue(field), held, form.values.get(field.key.name))
    return other ? [{ field, sent: undefined, ...other }] : []
  })
  const waiting = answers.filter(({ answer }) => !submitting && isHalf(answer)).map(({ field }) => field.key.name)
  const replies = answers
    .filter(({ field }) => !waiting.includes(field.key.name))
    .map(({ field: { key, control }, answer, sent }): Reply => ({ key, control, answer, sent }))
  const { changes, refused, dropped } = collect(form.config, draft.changes, replies, { secrecy: form.secrecy, typing })
  const shown = new Set(fields.map(({ key }) => key.name))
  const taken = { ...draft, changes, replacing: [...draft.replacing.filter((key) => !shown.has(key)), ...waiting] }
  const errors = answers.flatMap(({ field, block }) => {
    const problem = refused.get(field.key.name)
    return problem === undefined ? [] : [[block, problem] as const]
  })
  const kept = rememberHidden(resetFields(taken, dropped), form.secrecy)
  return { draft: kept, refused, errors: Object.fromEntries(errors), dropped }
}

/** A reference is wanted and not typed yet. */
const isHalf = (answer: Answer) => answer.kind === 'secret' && answer.choice === 'replace' && !answer.text?.trim()

/** The error stands where the text was typed. */
function blockOf(field: Field, issue: string, held: HeldBlocks): string {
  const typed = blockIdOf(field, issue, BLOCKS.reference)
  return held.has(typed) ? typed : blockIdOf(field, issue)
}

/** undefined: the page has no such input, as when its kind has changed since. */
function answerOf(field: Field, issue: string, blocks: HeldBlocks): Answer | undefined {
  const held = blocks.get(blockIdOf(field, issue))
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
      const text = blocks.get(blockIdOf(field, issue, BLOCKS.reference))?.value ?? null
      return { kind: 'secret', choice: choiceOf(held), text }
    }
    default:
      return undefined
  }
}
