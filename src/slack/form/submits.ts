import type { types } from '@slack/bolt'
import { collect } from '../../connectors/form/answers.ts'
import { checkNewKey } from '../../connectors/form/checks.ts'
import { undeclared } from '../../connectors/form/definitions.ts'
import { resetFields } from '../../connectors/form/draft.ts'
import type { Form } from '../../connectors/form/pages.ts'
import type { Ask } from '../ask.ts'
import { BLOCKS } from '../views/form/ids.ts'
import type { FormEvent, Held } from './event.ts'
import type { Files } from './files.ts'
import { takePage, takeWhole } from './held.ts'
import type { Pages } from './pages.ts'
import type { Reviews } from './reviews.ts'
import type { Save } from './save.ts'
import { notKept, type Session } from './sessions.ts'
import { fieldAt } from './turn.ts'

export interface SubmitDeps {
  pages: Pages
  reviews: Reviews
  files: Files
  save: Save
  typing: boolean
}

interface Taking {
  session: Session
  form: Form
  event: FormEvent
}

interface Submit extends Taking {
  ask: Ask
}

interface Row {
  /** Over the form, which is drawn anew underneath once this is done. */
  onTop: boolean
  /** What we check ourselves, by block_id, before Slack is answered. Takes what is right into the draft. */
  take?(taking: Taking, deps: SubmitDeps): Record<string, string>
  /** What takes the place of the form. `undefined`: it is shown already. */
  next(submit: Submit, deps: SubmitDeps): Promise<types.ModalView | undefined>
}

const textOf = (held: Held | undefined) => held?.value ?? ''

/** The value of one key from a view of its own, taken as it is. */
function takeExact(taking: Taking, { typing }: SubmitDeps, name: string, value: string | null, block: string) {
  const { session, form } = taking
  const key = form.definitions.keys.get(name) ?? undeclared(name)
  const { secrecy } = form
  const reply = { key, control: { kind: 'text', value: undefined, suggestions: [] }, sent: undefined } as const
  const answer = { kind: 'exact', value } as const
  const { changes, refused, dropped } = collect(form.config, session.draft.changes, [{ ...reply, answer }], {
    secrecy,
    typing,
  })
  const wrong = refused.get(name) ?? notKept(dropped)
  if (wrong !== undefined) return { [block]: wrong }
  session.draft = resetFields({ ...session.draft, changes }, [name])
  return {}
}

const backToPage = async ({ ask, session }: Pick<Submit, 'ask' | 'session'>, { pages }: Pick<SubmitDeps, 'pages'>) => {
  await pages.keep(ask.actor, session)
  return pages.page(ask.actor, session)
}

/** Every modal of a form that is submitted, by the first part of its callback_id. */
export const SUBMITS: Readonly<Record<string, Row>> = {
  page: {
    onTop: false,
    take({ session, form, event }, { typing }) {
      const taken = takePage(session.draft, form, event.kept.o ?? '', event.held, { typing, submitting: true })
      session.draft = taken.draft
      session.dropped = taken.dropped
      return taken.errors
    },
    async next({ ask, session }, { pages, reviews }) {
      await pages.keep(ask.actor, session)
      return session.dropped.length > 0 ? pages.page(ask.actor, session) : reviews.checked(ask.actor, session)
    },
  },

  exact: {
    onTop: true,
    take(taking, deps) {
      const { form, event } = taking
      const { key } = fieldAt(form, event.kept.o ?? '')
      const values: Record<string, string | null> = { set: textOf(event.held.get(BLOCKS.value)), empty: '' }
      const value = values[event.held.get(BLOCKS.state)?.selected_option?.value ?? ''] ?? null
      return takeExact(taking, deps, key.name, value, BLOCKS.value)
    },
    next: backToPage,
  },

  add: {
    onTop: true,
    take(taking, deps) {
      const { form, event } = taking
      const name = textOf(event.held.get(BLOCKS.key)).trim()
      const wrong = checkNewKey(name, (key) => form.definitions.keys.has(key) || form.values.has(key))
      if (wrong !== undefined) return { [BLOCKS.key]: wrong }
      return takeExact(taking, deps, name, textOf(event.held.get(BLOCKS.value)), BLOCKS.value)
    },
    next: backToPage,
  },

  upload: {
    onTop: true,
    take: ({ event }) =>
      event.held.get(BLOCKS.file)?.files?.length ? {} : { [BLOCKS.file]: 'Choose a file, or close this.' },
    async next({ ask, session, form, event }, { pages, files, typing }) {
      const [file] = event.held.get(BLOCKS.file)?.files ?? []
      const { draft, dropped } = takeWhole(session.draft, form, file ? await files.read(file) : '', typing)
      Object.assign(session, { draft, dropped })
      return backToPage({ ask, session }, { pages })
    },
  },

  save: {
    onTop: false,
    async next({ ask, session, event }, { pages, reviews, save }) {
      const contested = await save(ask, session, event)
      if (contested.length === 0) return undefined
      await pages.keep(ask.actor, session)
      return reviews.show(ask.actor, session, 'Somebody else has saved meanwhile. Nothing of yours was saved yet.')
    },
  },
}
