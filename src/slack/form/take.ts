import { ConnectError } from '../../connect/errors.ts'
import { asText } from '../../connectors/form/text.ts'
import { UserError } from '../../errors.ts'
import { currentPage } from '../views/form/page.ts'
import { textBlockId } from '../views/form/whole.ts'
import type { FormEvent } from './event.ts'
import { type How, type Left, takeFields } from './held.ts'
import { type Taking, takeWhole } from './whole.ts'

const NOTHING: Left = { refused: new Map(), errors: {}, dropped: [] }

/** Takes what the inputs of a page hold into its draft: of the page that was shown when somebody clicked. */
export async function takePage(taking: Taking, event: FormEvent, how: Pick<How, 'submitting'>): Promise<Left> {
  const { session, form, typing } = taking
  const page = currentPage(form, event.kept.o ?? '')
  if (page.kind === 'text') return takeText(taking, event)
  const { draft, ...left } = takeFields(session.draft, form, page, event.held, { ...how, typing })
  session.draft = draft
  return left
}

async function takeText(taking: Taking, { held }: FormEvent): Promise<Left> {
  const { form, session } = taking
  const sent = asText(form.values, form.secrecy)
  const block = textBlockId(sent, session.draft)
  const typed = held.get(block)?.value
  if (typed === undefined || typed === null || clean(typed) === clean(sent)) return NOTHING
  try {
    return { ...NOTHING, dropped: await takeWhole(taking, typed) }
  } catch (error) {
    if (error instanceof UserError) return { ...NOTHING, errors: { [block]: error.message } }
    // What was typed stands there still, and can be sent again.
    if (error instanceof ConnectError) return { ...NOTHING, errors: { [block]: notAsked(error) } }
    throw error
  }
}

const notAsked = ({ message }: ConnectError) =>
  `Kafka Connect could not be asked what of this is secret, so none of it was taken: ${message}`

const clean = (text: string) => text.replace(/\r\n?/g, '\n').trim()
