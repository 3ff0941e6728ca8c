import type { types } from '@slack/bolt'
import { type Changes, changesBetween, listOf } from '../../connectors/form/config.ts'
import { resetFields } from '../../connectors/form/draft.ts'
import { exportAs, type Format } from '../../connectors/form/export.ts'
import { documentationOf } from '../../connectors/form/families.ts'
import { type Field, fieldsOf } from '../../connectors/form/field.ts'
import { type Form, homeOf, problemsOf } from '../../connectors/form/pages.ts'
import { shortId } from '../../connectors/form/sections.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Ask } from '../ask.ts'
import { message, section } from '../views/blocks.ts'
import {
  addModal,
  describeModal,
  documentationModal,
  exactModal,
  exportModal,
  problemsModal,
  sideModal,
} from '../views/form/side.ts'
import { fileInput } from '../views/form/start.ts'
import { messageModal } from '../views/modal.ts'
import type { FormEvent } from './event.ts'
import type { Files } from './files.ts'
import { keysAsText } from './keys.ts'
import type { Pages } from './pages.ts'
import type { Reviews } from './reviews.ts'
import { leftBehind, type Session, type Sessions } from './sessions.ts'

export interface TurnDeps {
  service: Service
  sessions: Sessions
  pages: Pages
  reviews: Reviews
  files: Files
  clusterUrl: (id: string) => string
}

/** One click in a form, after what its inputs held was taken into the draft. */
export interface Turn {
  ask: Ask
  session: Session
  form: Form
  event: FormEvent
}

interface Row {
  /** Opens a view on top, under this title; else what is returned takes the place of the form. */
  pushes?: string
  run(turn: Turn, deps: TurnDeps): Promise<types.ModalView | undefined>
}

const show = ({ ask, session }: Turn, { pages }: TurnDeps, notice?: string) =>
  pages.page(ask.actor, session, { notice })

/** Turns to another page; what is known by now is what its fields are drawn from. */
async function turnTo(turn: Turn, deps: TurnDeps, page: string): Promise<types.ModalView> {
  const { ask, session } = turn
  session.draft = { ...session.draft, page }
  session.shown = session.known
  await deps.pages.keep(ask.actor, session)
  if (session.draft.editable && isUnchecked(session)) deps.pages.checkBehind(ask.actor, session, { fields: false })
  return show(turn, deps)
}

/** A check may open connections: it is not repeated for what it was about already. */
function isUnchecked({ checked, draft: { changes } }: Session): boolean {
  return changesBetween(valuesOf(checked ?? new Map()), valuesOf(changes)).size > 0
}

const valuesOf = (changes: Changes) => new Map([...changes].map(([key, value]) => [key, JSON.stringify(value)]))

/** By the short id that stands for a key in Slack. @throws UserError */
function keyOf(form: Form, id: string): string {
  const key = form.pages.flatMap(({ keys }) => keys).find(({ name }) => shortId(name) === id)
  if (key === undefined) throw new UserError('This key is no longer in the form. Go back and look at its page.')
  return key.name
}

export function fieldAt(form: Form, id: string): Field {
  const name = keyOf(form, id)
  const page = homeOf(form, name)
  const field = page && fieldsOf(form, page).find(({ key }) => key.name === name)
  if (field === undefined) throw new UserError('This key is no longer in the form. Go back and look at its page.')
  return field
}

const goTo = (turn: Turn, deps: TurnDeps) =>
  turnTo(turn, deps, homeOf(turn.form, keyOf(turn.form, turn.event.target.o ?? ''))?.id ?? turn.session.draft.page)

const FORMATS: ReadonlyMap<string | undefined, Format> = new Map([
  ['curl', 'curl'],
  ['json', 'json'],
  ['properties', 'properties'],
  ['strimzi', 'strimzi'],
])

function exported({ session: { draft }, form, event }: Turn, { clusterUrl }: TurnDeps) {
  const format = FORMATS.get(event.target.o) ?? 'json'
  const { values: config, secrecy, exists } = form
  return { format, ...exportAs(format, { config, secrecy, exists, url: clusterUrl(draft.cluster) }) }
}

async function send(turn: Turn, deps: TurnDeps, fileName: string, text: string): Promise<string> {
  await deps.files.send(turn.ask.actor.id, fileName, text)
  return `${fileName} is on its way to your direct messages with this app.`
}

/** Everything that can be clicked in a form, by the first part of its action_id. */
export const TURNS: Readonly<Record<string, Row>> = {
  page: { run: (turn, deps) => turnTo(turn, deps, turn.event.target.o ?? '') },
  find: { run: goTo },
  goto: { run: goTo },
  back: {
    run: async (turn, deps) => {
      turn.session.shown = turn.session.known
      return show(turn, deps)
    },
  },
  described: {
    run: async (turn, deps) => {
      const { draft } = turn.session
      turn.session.draft = { ...draft, described: !draft.described }
      return show(turn, deps)
    },
  },
  keep: {
    run: async (turn, deps) => {
      await deps.service.keepDraft(turn.ask.actor, turn.session.draft)
      return show(turn, deps, 'Draft saved for 7 days. “drafts” after the command brings it back.')
    },
  },
  check: {
    run: async (turn, deps) => {
      deps.pages.checkBehind(turn.ask.actor, turn.session, { fields: true })
      return show(turn, deps)
    },
  },
  /** A select that decides which fields there are, or what becomes of a secret. */
  choice: {
    run: async (turn, deps) => {
      const { session, ask, form, event } = turn
      const field = form.pages
        .flatMap((page) => page.keys)
        .find(({ name }) => event.blockId.startsWith(`${shortId(name)}.`))
      await deps.pages.keep(ask.actor, session)
      const secret = event.blockId.includes('.secret')
      if (field && !secret) deps.pages.checkBehind(ask.actor, session, { fields: true })
      return show(turn, deps)
    },
  },
  suggest: {
    run: async (turn, deps) => {
      const { session, form, event } = turn
      const key = keyOf(form, event.action[1] ?? '')
      const now = listOf(session.draft.changes.get(key) ?? session.draft.base.get(key))
      const topics = key === 'topics' ? [...new Set([...now, event.chosen])].join(',') : event.chosen
      const changes = new Map(session.draft.changes).set(key, topics)
      session.draft = resetFields({ ...session.draft, changes }, [key])
      await deps.pages.keep(turn.ask.actor, session)
      return show(turn, deps)
    },
  },
  describe: {
    pushes: 'Field',
    run: async ({ session, form, event }) =>
      describeModal(session.draft.id, fieldAt(form, event.target.o ?? ''), form.mayEdit),
  },
  exact: {
    pushes: 'Edit value',
    run: async ({ session, form, event }) => {
      const field = fieldAt(form, event.target.o ?? '')
      const hidden = field.control.kind === 'secret'
      return exactModal(session.draft.id, field, hidden ? undefined : form.values.get(field.key.name))
    },
  },
  add: { pushes: 'Add a key', run: async ({ session }) => addModal(session.draft.id) },
  problems: {
    run: async (turn) => {
      const problems = problemsOf(turn.form).map((one) => ({ ...one, field: shortId(one.keys[0] ?? '') }))
      return problemsModal(turn.session.draft.id, problems)
    },
  },
  export: {
    pushes: 'Export',
    run: async (turn, deps) => {
      const { format, text } = exported(turn, deps)
      return exportModal(turn.session.draft.id, format, text)
    },
  },
  send: {
    run: async (turn, deps) => {
      const { fileName, text } = exported(turn, deps)
      return messageModal(message('', [section(await send(turn, deps, fileName, text))]))
    },
  },
  documentation: {
    pushes: 'Documentation',
    run: async (turn, deps) => {
      const { class: name } = turn.session.draft
      const said = await send(turn, deps, `${name.split('.').at(-1) ?? name}.md`, keysAsText(name, turn.form)).catch(
        (error: unknown) => (error instanceof UserError ? error.message : Promise.reject(error)),
      )
      return documentationModal(documentationOf(name), said)
    },
  },
  upload: {
    pushes: 'Upload',
    run: async ({ session }) =>
      sideModal({
        draft: session.draft.id,
        title: 'Upload',
        submits: { what: 'upload', label: 'Take it' },
        blocks: fileInput('JSON or properties, at most 1 MB. The file stays in Slack: put no secrets into it.'),
      }),
  },
  secrets: {
    run: async ({ ask, session }, { service, reviews, pages }) => {
      session.draft = await service.withSecrets(ask.actor, session.draft, !session.draft.withSecrets)
      await pages.keep(ask.actor, session)
      return reviews.show(ask.actor, session)
    },
  },
  clone: {
    run: async ({ ask, session, event }, { service, pages }) => {
      const { cluster, connector = '', channel } = session.draft
      const { draft, left } = await service.startClone(ask.actor, { cluster, connector }, cluster)
      return pages.open(ask.actor, { ...draft, ...(channel && { channel }) }, event.viewId, {
        notice: leftBehind(left),
      })
    },
  },
  discard: {
    run: async ({ ask, session }, { service, sessions }) => {
      await service.dropDraft(ask.actor, session.draft.id)
      sessions.forget(session.draft.id)
      return messageModal(message('', [section('Thrown away. Nothing was saved.')]))
    },
  },
}
