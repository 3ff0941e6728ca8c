import type { types } from '@slack/bolt'
import { type Changes, changesBetween, listOf } from '../../connectors/form/config.ts'
import { resetFields } from '../../connectors/form/draft.ts'
import { reshapes } from '../../connectors/form/known.ts'
import { optionsOf, valueBehind } from '../../connectors/form/options.ts'
import { homeOf } from '../../connectors/form/pages.ts'
import type { Session } from './sessions.ts'
import { SIDES } from './sides.ts'
import { TOOLS } from './tools.ts'
import { keyOf, type Row, type Turn, type TurnDeps } from './turn.ts'

const show = ({ ask, session }: Turn, { pages }: TurnDeps, notice?: string) =>
  pages.page(ask.actor, session, { notice })

/** Turns to another page; what is known by now is what its fields are drawn from. */
async function turnTo(turn: Turn, deps: TurnDeps, page: string): Promise<types.ModalView> {
  const { ask, session } = turn
  session.draft = { ...session.draft, page }
  session.shown = session.known
  await deps.pages.keep(ask.actor, session)
  const fields = changesFields(turn)
  if (session.draft.editable && isUnchecked(session)) deps.pages.checkBehind(ask.actor, session, { fields })
  return show(turn, deps)
}

/** Whether what was changed since the fields were drawn decides which fields there are: a new transform's, say. */
function changesFields({ form, session: { draft, shown } }: Turn): boolean {
  const keys = form.pages.flatMap((page) => page.keys)
  return keys.some((key) => reshapes(key) && draft.changes.get(key.name) !== shown.of.get(key.name))
}

/** A check may open connections: it is not repeated for what it was about already. */
function isUnchecked({ checked, draft: { changes } }: Session): boolean {
  return changesBetween(valuesOf(checked ?? new Map()), valuesOf(changes)).size > 0
}

const valuesOf = (changes: Changes) => new Map([...changes].map(([key, value]) => [key, JSON.stringify(value)]))

/** Several where the key takes several. */
function withTopic(key: string, now: string | undefined, topic: string): string {
  if (key === 'topics') return [...new Set([...listOf(now), topic])].join(',')
  // the names of topics hold nothing else that means something in a regular expression
  return key === 'topics.regex' ? [...(now ? [now] : []), topic.replaceAll('.', '\\.')].join('|') : topic
}

const goTo = (turn: Turn, deps: TurnDeps) =>
  turnTo(turn, deps, homeOf(turn.form, keyOf(turn.form, turn.event.target.o ?? ''))?.id ?? turn.session.draft.page)

/** Everything that can be clicked in a form, by the first part of its action_id. */
export const TURNS: Readonly<Record<string, Row>> = {
  ...SIDES,
  ...TOOLS,
  page: { run: (turn, deps) => turnTo(turn, deps, turn.event.target.o ?? '') },
  find: { run: goTo },
  goto: { run: goTo },
  back: {
    run: async (turn, deps) => {
      turn.session.shown = turn.session.known
      return show(turn, deps)
    },
  },
  /** What Connect objects to may be for want of a secret that it was not given. */
  review: { run: ({ ask, session }, { reviews }) => reviews.show(ask.actor, session) },
  described: {
    run: async (turn, deps) => {
      const { draft } = turn.session
      turn.session.draft = { ...draft, described: !draft.described }
      return show(turn, deps)
    },
  },
  keep: {
    run: async (turn, deps) => {
      const { ask, session } = turn
      await deps.pages.keep(ask.actor, session)
      const kept = 'Draft saved for 7 days. “drafts” after the command brings it back.'
      return show(turn, deps, session.draft.changes.size > 0 ? kept : 'Nothing is changed: there is no draft to save.')
    },
  },
  check: {
    run: async (turn, deps) => {
      deps.pages.checkBehind(turn.ask.actor, turn.session, { fields: true })
      return show(turn, deps)
    },
  },
  /** Any other select: what was chosen is kept, and the page is left alone. */
  value: {
    quiet: true,
    run: async ({ ask, session }, { pages }) => {
      await pages.keep(ask.actor, session)
      return undefined
    },
  },
  /** A select that decides which fields there are, or what becomes of a secret. */
  choice: {
    run: async (turn, deps) => {
      const { session, ask, event } = turn
      await deps.pages.keep(ask.actor, session)
      if (!event.blockId.includes('.secret')) deps.pages.checkBehind(ask.actor, session, { fields: true })
      return show(turn, deps)
    },
  },
  suggest: {
    run: async (turn, deps) => {
      const { session, form, event } = turn
      const key = keyOf(form, event.action[1] ?? '')
      const topic = valueBehind(event.chosen, optionsOf(form.topics)) ?? ''
      const changes = new Map(session.draft.changes).set(key, withTopic(key, form.values.get(key), topic))
      session.draft = resetFields({ ...session.draft, changes }, [key])
      await deps.pages.keep(turn.ask.actor, session)
      return show(turn, deps)
    },
  },
  secrets: {
    run: async ({ ask, session }, { service, reviews, pages }) => {
      session.draft = await service.withSecrets(ask.actor, session.draft, !session.draft.withSecrets)
      await pages.keep(ask.actor, session)
      return reviews.show(ask.actor, session)
    },
  },
}
