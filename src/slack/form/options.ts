import type { App, types } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import { fieldsOf } from '../../connectors/form/field.ts'
import { optionsOf } from '../../connectors/form/options.ts'
import { findKeys } from '../../connectors/form/pages.ts'
import { shortId } from '../../connectors/form/sections.ts'
import { inTime } from '../../connectors/service/in-time.ts'
import type { Service } from '../../connectors/service/service.ts'
import type { Log } from '../../log.ts'
import type { Actors } from '../actors.ts'
import { LIMITS, option } from '../views/blocks.ts'
import { toOption } from '../views/form/control.ts'
import { currentPage } from '../views/form/page.ts'
import { oneLine } from '../views/text.ts'
import { type FormEvent, readEvent } from './event.ts'
import type { Session, Sessions } from './sessions.ts'

interface Deps {
  app: App
  actors: Actors
  service: Service
  sessions: Sessions
  clock: Clock
  log: Log
}

/** Slack waits 3 s for choices: none in time are better than an error of Slack's. */
export const ANSWER_WITHIN = 2_000

/** What the searchable selects of a form offer while one types. */
export function registerFormOptions({ app, actors, service, sessions, clock, log }: Deps) {
  app.options(/^form:/, async ({ ack, body, payload }) => {
    try {
      const options = await inTime(clock, ANSWER_WITHIN, async () => {
        const event = readEvent(body)
        const actor = await actors.actorOf(event.userId)
        const session = await sessions.look(actor, event.kept.id ?? '')
        const { form } = await service.form(actor, session.draft, session.shown)
        const [, what] = payload.action_id.split(':')
        const query = payload.value.toLowerCase()
        return what === 'find' ? keysFor(form, query) : valuesFor(form, session, event, payload.block_id, query)
      })
      await ack({ options: options.slice(0, LIMITS.options) })
    } catch (error) {
      log.info({ err: error }, 'No choices could be offered')
      await ack({ options: [] })
    }
  })
}

type Form = Awaited<ReturnType<Service['form']>>['form']

const keysFor = (form: Form, query: string): types.PlainTextOption[] =>
  findKeys(form, query)
    .slice(0, LIMITS.options)
    .map(({ key, page }) => option(oneLine(key.name), { o: shortId(key.name) }, oneLine(page.title)))

function valuesFor(form: Form, { draft }: Session, { kept }: FormEvent, block: string, query: string) {
  const fields = fieldsOf(form, currentPage(form, kept.o ?? draft.page))
  const control = fields.find(({ id }) => block.startsWith(`${id}.`))?.control
  const options =
    control?.kind === 'text' ? optionsOf(control.suggestions) : control && 'options' in control ? control.options : []
  return options.filter(({ label, value }) => `${label} ${value ?? ''}`.toLowerCase().includes(query)).map(toOption)
}
