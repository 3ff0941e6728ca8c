import type { types } from '@slack/bolt'
import { type Field, fieldsOf } from '../../connectors/form/field.ts'
import { type Form, homeOf } from '../../connectors/form/pages.ts'
import { shortId } from '../../connectors/form/sections.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Ask } from '../ask.ts'
import type { FormEvent } from './event.ts'
import type { Files } from './files.ts'
import type { Pages } from './pages.ts'
import type { Reviews } from './reviews.ts'
import type { Session, Sessions } from './sessions.ts'

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

export interface Row {
  /** Opens a view on top, under this title; else what is returned takes the place of the form. */
  pushes?: string
  /** It runs whatever is wrong on the page, which the next click tells, if there is one. */
  quiet?: boolean
  run(turn: Turn, deps: TurnDeps): Promise<types.ModalView | undefined>
}

/** By the short id that stands for a key in Slack. @throws UserError */
export function keyOf(form: Form, id: string): string {
  const key = form.pages.flatMap(({ keys }) => keys).find(({ name }) => shortId(name) === id)
  if (key === undefined) throw new UserError(GONE)
  return key.name
}

/** The field of a key, wherever it stands. @throws UserError */
export function fieldAt(form: Form, id: string): Field {
  const name = keyOf(form, id)
  const page = homeOf(form, name)
  const field = page && fieldsOf(form, page).find(({ key }) => key.name === name)
  if (field === undefined) throw new UserError(GONE)
  return field
}

const GONE = 'This key is no longer in the form. Go back and look at its page.'
