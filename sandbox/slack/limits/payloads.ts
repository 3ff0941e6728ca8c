import { isObj, type Obj, objs, str, words } from '../json.ts'
import { blocks } from './blocks.ts'
import { eitherOptionsOrGroups, options, plainText } from './objects.ts'
import { boolean, type Check, complain, object, oneOf, type Problem, type Surface, string } from './schema.ts'

/** What Slack answers to a payload that it refuses. */
export interface Refusal {
  error: string
  problems: Problem[]
}

/** Characters of a whole message's blocks; Slack gives no number, projects measured the wall near 13,200. */
const MESSAGE_CHARACTERS = 13_000
const MARKDOWN_CHARACTERS = 12_000
const VIEW_BYTES = 250_000
const METADATA_BYTES = 16_000

const VIEW_COMMON = {
  private_metadata: string(3000, 0),
  callback_id: string(255, 0),
  external_id: string(255, 0),
}

const MODAL: Check = object(
  { type: oneOf('modal'), title: plainText(24), blocks: blocks(1, 100) },
  {
    ...VIEW_COMMON,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  (view, at, context) => {
    const asks = objs(view.blocks).some((block) => block.type === 'input')
    if (asks && view.submit === undefined) {
      complain(context, '`submit` must be defined when an `input` block is in the `blocks` array', `${at}/submit`)
    }
  },
)
const HOME: Check = object({ type: oneOf('home'), blocks: blocks(0, 100) }, VIEW_COMMON)

function problemsOf(check: Check, value: unknown, at: string, surface: Surface): Problem[] {
  const problems: Problem[] = []
  check(value, at, { surface, problems })
  return problems
}

/** A view as given to views.open, push, update, publish or in an answer to a submission. undefined: Slack takes it. */
export function validateView(view: unknown, type: 'modal' | 'home' = 'modal'): Refusal | undefined {
  const problems = problemsOf(type === 'modal' ? MODAL : HOME, view, '/view', type)
  if (problems.length > 0) return { error: 'invalid_arguments', problems }
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES) return { error: 'view_too_large', problems: [] }
  return undefined
}

/** The content of a message: text, blocks, metadata; also a response_url's body. undefined: Slack takes it. */
export function validateMessage(body: Obj): Refusal | undefined {
  const refused = (error: string, problems: Problem[] = []) => ({ error, problems })
  if (body.blocks !== undefined) {
    if (!Array.isArray(body.blocks) || !body.blocks.every(isObj)) return refused('invalid_blocks_format')
    const problems = problemsOf(blocks(0, 50), body.blocks, '/blocks', 'message')
    if (problems.length > 0) return refused('invalid_blocks', problems)
    const markdown = objs(body.blocks).filter((block) => block.type === 'markdown')
    if (charactersOf(markdown) > MARKDOWN_CHARACTERS) return refused('msg_blocks_too_long')
    if (charactersOf(body.blocks) > MESSAGE_CHARACTERS) return refused('msg_blocks_too_long')
    if (objs(body.blocks).filter((block) => block.type === 'table').length > 1) {
      return refused('invalid_attachments', [{ message: 'only_one_table_allowed', pointer: '/blocks' }])
    }
  }
  if (body.metadata !== undefined) {
    const { metadata } = body
    if (!isObj(metadata) || !str(metadata.event_type) || !isObj(metadata.event_payload)) {
      return refused('invalid_metadata_format')
    }
    if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) return refused('metadata_too_large')
  }
  const empty = words(body.text) === '' && objs(body.blocks).length === 0 && objs(body.attachments).length === 0
  return empty ? refused('no_text') : undefined
}

/** The answer to an options request of an external select. undefined: Slack shows it. */
export function validateOptions(answer: unknown): Refusal | undefined {
  const problems = problemsOf(object({}, options(0), eitherOptionsOrGroups), answer, '', 'modal')
  return problems.length > 0 ? { error: 'invalid_arguments', problems } : undefined
}

/** Characters that a person could read in these blocks. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), 0)
  if (!isObj(value)) return 0
  return Object.entries(value).reduce(
    (sum, [name, member]) =>
      sum + (name === 'text' && typeof member === 'string' ? [...member].length : charactersOf(member)),
    0,
  )
}

/** `[ERROR] must be … [json-pointer:/view/…]`: the form that Slack gives in response_metadata.messages. */
export const asSlackSays = ({ message, pointer }: Problem) => `${message} [json-pointer:${pointer}]`
