import type { types } from '@slack/bolt'
import { collect } from '../../connectors/form/answers.ts'
import { checkNewKey } from '../../connectors/form/checks.ts'
import { undeclared } from '../../connectors/form/definitions.ts'
import { rememberHidden, resetFields } from '../../connectors/form/draft.ts'
import { type Form, homeOf } from '../../connectors/form/pages.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import type { Ask } from '../ask.ts'
import { BLOCKS, contestId } from '../views/form/ids.ts'
import type { FormEvent, Held } from './event.ts'
import type { Files } from './files.ts'
import type { Pages } from './pages.ts'
import type { Reviews } from './reviews.ts'
import type { Save } from './save.ts'
import type { Session } from './sessions.ts'
import { takePage } from './take.ts'
import { fieldAt } from './turn.ts'
import { judging, takeWhole } from './whole.ts'

export interface SubmitDeps {
  service: Service
  pages: Pages
  reviews: Reviews
  files: Files
  save: Save
  typing: boolean
}

/** block_id → what is wrong with what it holds. */
type Errors = Record<string, string>

interface Submitted {
  session: Session
  form: Form
  event: FormEvent
}

interface Take extends Submitted {
  actor: Actor
}

interface Submit extends Submitted {
  ask: Ask
}

interface Row {
  /** What the view says until `next` is there. Without it: a view over the form, which is then drawn anew underneath. */
  meanwhile?: string
  /** What we check ourselves, before Slack is answered. Takes what is right into the draft. */
  take?(taking: Take, deps: SubmitDeps): Errors | Promise<Errors>
  /** What takes the place of the form. `undefined`: it is shown already. */
  next(submit: Submit, deps: SubmitDeps): Promise<types.ModalView | undefined>
}

const CONFLICT = 'Somebody else has saved meanwhile. Nothing of yours was saved yet.'

const textOf = (held: Held | undefined) => held?.value ?? ''

/**
 * The value of one key from a view of its own, taken as it is. A secret that is not kept is told of on the page below:
 * the view that shows it is closed.
 */
async function takeExact(
  taking: Take,
  { service, typing }: SubmitDeps,
  name: string,
  value: string | null,
): Promise<string | undefined> {
  const { session } = taking
  const form = await judging({ ...taking, service }, new Map(value === null ? [] : [[name, value]]))
  const key = form.definitions.keys.get(name) ?? undeclared(name)
  const { secrecy } = form
  const reply = { key, control: { kind: 'text', value: undefined, suggestions: [] }, sent: undefined } as const
  const answer = { kind: 'exact', value } as const
  const { changes, refused, dropped } = collect(form.config, session.draft.changes, [{ ...reply, answer }], {
    secrecy,
    typing,
  })
  session.draft = rememberHidden(resetFields({ ...session.draft, changes }, [name]), secrecy)
  session.dropped = dropped
  return refused.get(name)
}

/** What is wrong with what stands in a block. */
const at = (block: string, wrong: string | undefined): Errors => (wrong === undefined ? {} : { [block]: wrong })

const backToPage = async ({ ask, session }: Pick<Submit, 'ask' | 'session'>, { pages }: Pick<SubmitDeps, 'pages'>) => {
  await pages.keep(ask.actor, session)
  return pages.page(ask.actor, session)
}

/** Every modal of a form that is submitted, by the first part of its callback_id. */
export const SUBMITS: Readonly<Record<string, Row>> = {
  page: {
    meanwhile: 'Checking…',
    async take({ actor, session, form, event }, { service, typing }) {
      const { errors, refused, dropped } = await takePage({ service, actor, session, form, typing }, event, {
        submitting: true,
      })
      Object.assign(session, { dropped, refused })
      // An error leaves the view as it is, with the secret in it.
      return dropped.length > 0 ? {} : errors
    },
    async next({ ask, session }, { pages, reviews }) {
      await pages.keep(ask.actor, session)
      return session.dropped.length > 0 ? pages.page(ask.actor, session) : reviews.checked(ask.actor, session)
    },
  },

  exact: {
    async take(taking, deps) {
      const { form, event } = taking
      const { key } = fieldAt(form, event.kept.o ?? '')
      const text = textOf(event.held.get(BLOCKS.value)).replace(/\r\n?/g, '\n')
      const state = event.held.get(BLOCKS.state)?.selected_option?.value
      // a value that could not stand there is not to be lost by a submission alone
      if (state === 'set' && text === '') return at(BLOCKS.value, 'Type the text, or choose the empty text above.')
      const value = state === 'set' ? text : state === 'empty' ? '' : null
      return at(BLOCKS.value, await takeExact(taking, deps, key.name, value))
    },
    next: backToPage,
  },

  add: {
    async take(taking, deps) {
      const { form, event } = taking
      const name = textOf(event.held.get(BLOCKS.key)).trim()
      const wrong = checkNewKey(name, (key) => homeOf(form, key) !== undefined)
      if (wrong !== undefined) return at(BLOCKS.key, wrong)
      return at(BLOCKS.value, await takeExact(taking, deps, name, textOf(event.held.get(BLOCKS.value))))
    },
    next: backToPage,
  },

  upload: {
    take: ({ event }) =>
      event.held.get(BLOCKS.file)?.files?.length ? {} : { [BLOCKS.file]: 'Choose a file, or close this.' },
    async next({ ask, session, form, event }, { service, pages, files, typing }) {
      const [file] = event.held.get(BLOCKS.file)?.files ?? []
      const taking = { service, actor: ask.actor, session, form, typing }
      session.dropped = await takeWhole(taking, file ? await files.read(file) : '')
      return backToPage({ ask, session }, { pages })
    },
  },

  save: {
    meanwhile: 'Saving…',
    async next({ ask, session, event }, { pages, reviews, save }) {
      // a review that was sent twice: the first one came back with what its second does not answer
      const isOlder = session.draft.contested.length > 0 && !event.held.has(contestId(0))
      if (isOlder) return reviews.show(ask.actor, session, CONFLICT)
      const conflict = await save(ask, session, event)
      if (conflict === undefined) return undefined
      await pages.keep(ask.actor, session)
      const both = await reviews.show(ask.actor, session, CONFLICT)
      // whoever has closed the window is told all the same
      if ((await ask.modal?.update(both)) === false) throw conflict
      return undefined
    },
  },
}
