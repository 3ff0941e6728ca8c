import type { App, types } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import type { Form } from '../../connectors/form/pages.ts'
import { inTime } from '../../connectors/service/in-time.ts'
import { UserError } from '../../errors.ts'
import type { Actors } from '../actors.ts'
import type { Ask } from '../ask.ts'
import { openModal } from '../modal.ts'
import type { Asker, Surfaces } from '../surfaces.ts'
import { elsewhereModal } from '../views/form/drafts.ts'
import { wayBack } from '../views/form/side.ts'
import { loadingModal } from '../views/modal.ts'
import { type FormEvent, readEvent } from './event.ts'
import type { Screen } from './screen.ts'
import { Finished, type Session, type Sessions, type Told } from './sessions.ts'
import { SUBMITS, type SubmitDeps } from './submits.ts'
import { takePage } from './take.ts'
import type { TurnDeps } from './turn.ts'
import { TURNS } from './turns.ts'

interface Deps extends SubmitDeps, TurnDeps {
  app: App
  actors: Actors
  surfaces: Surfaces
  screen: Screen
  sessions: Sessions
  clock: Clock
}

/** Slack waits 3 s for the answer to a submission. */
const ACK_WITHIN = 1_500

type Run = (ask: Ask, session: Session) => Promise<types.ModalView | undefined>

/** Clicks and submissions inside the modals of forms. */
export function registerForms(deps: Deps) {
  const { app, actors, surfaces, screen, sessions, service, pages, clock } = deps

  const askerOf = ({ userId }: FormEvent): Asker => ({ userId, origin: { surface: 'modal' } })

  /** Runs for the draft of a view and shows what comes of it there; an error has the way back to the form. */
  function inTurn(event: FormEvent, viewId: string, run: Run): Promise<void> {
    const id = event.kept.id ?? ''
    const inSession = (ask: Ask) =>
      sessions.inTurn(ask.actor, id, async (session) => {
        const { draft } = session
        ask.about = draft.cluster
        if (draft.channel !== undefined) ask.origin = { ...ask.origin, channel: draft.channel }
        if (draft.view === undefined || !event.views.includes(draft.view)) return elsewhereModal(draft)
        return run(ask, session)
      })
    const unlessSent = (error: unknown) => (error instanceof Finished ? undefined : Promise.reject(error))
    return surfaces.inModal(
      screen.modal(viewId),
      askerOf(event),
      (ask) => inSession(ask).catch(unlessSent),
      (error) => wayBack(error, id),
    )
  }

  app.action(/^form:/, async ({ ack, body, client }) => {
    await ack()
    const event = toolOf(readEvent(body))
    const row = TURNS[event.action[0] ?? '']
    if (row === undefined || event.kept.id === undefined) return
    const pushed =
      row.pushes === undefined ? undefined : await openModal(client, event.triggerId, loadingModal(row.pushes), 'push')
    await inTurn(event, pushed?.viewId ?? event.viewId, async (ask, session) => {
      const { form } = await service.form(ask.actor, session.draft, session.shown)
      const problem = event.view === 'page' ? await takeInputs(ask, session, form, event) : undefined
      if (problem !== undefined && !(row.quiet && session.dropped.length === 0)) {
        const page = await pages.page(ask.actor, session, problem)
        if (row.pushes === undefined) return page
        // A secret that was typed must not stay in sight under the view on top.
        await screen.modal(session.draft.view ?? event.viewId).update(page)
      }
      const { form: taken } = await service.form(ask.actor, session.draft, session.shown)
      return row.run({ ask, session, form: taken, event }, deps)
    })
  })

  /** What the page's inputs hold goes into the draft first, whatever was clicked. */
  async function takeInputs({ actor }: Ask, session: Session, form: Form, event: FormEvent): Promise<Told | undefined> {
    const taking = { service, actor, session, form, typing: deps.typing }
    const { refused, errors, dropped } = await takePage(taking, event, { submitting: false })
    session.dropped = dropped
    const [notice] = Object.values(errors)
    return notice === undefined && dropped.length === 0 ? undefined : { notice, refused }
  }

  app.view(/^form:/, async ({ ack, body, view }) => {
    const event = readEvent(body)
    const row = SUBMITS[event.view]
    if (row === undefined) return
    const checked = check(event, row)
    const errors = await inTime(clock, ACK_WITHIN, () => checked).catch(() => ({}))
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors })
    const onTop = row.meanwhile === undefined
    if (onTop) await ack()
    else await ack({ response_action: 'update', view: loadingModal(view.title.text, row.meanwhile) })
    // the form itself, which stands above the first steps of a new connector where it began with a pasted config
    const below = sessions.viewOf(event.kept.id ?? '') ?? event.views.at(-1) ?? event.viewId
    await inTurn(event, onTop ? below : event.viewId, async (ask, session) => {
      const late = Object.values(await checked)
      if (late.length > 0) throw new UserError(late.join(' '))
      const { form } = await service.form(ask.actor, session.draft, session.shown)
      const shown = await row.next({ ask, session, form, event }, deps)
      if (shown === undefined || !onTop) return shown
      await screen.modal(session.draft.view ?? below).update(shown)
      return undefined
    })
  })

  /** What can be said before Slack is answered, if that comes in time; else it is told after it. */
  async function check(event: FormEvent, row: (typeof SUBMITS)[string]): Promise<Record<string, string>> {
    if (row.take === undefined) return {}
    const actor = await actors.actorOf(event.userId)
    return sessions.inTurn(actor, event.kept.id ?? '', async (session) => {
      if (!event.views.includes(session.draft.view ?? '')) return {}
      const { form } = await service.form(actor, session.draft, session.shown)
      return row.take?.({ actor, session, form, event }, deps) ?? {}
    })
  }
}

/** A line of the tool menu stands for a control of its own; a searchable select is one that is not. */
function toolOf(event: FormEvent): FormEvent {
  const [what, ...rest] = event.action
  if (what === 'tool') return { ...event, action: [event.target.o ?? ''] }
  return what === 'options' ? { ...event, action: rest } : event
}
