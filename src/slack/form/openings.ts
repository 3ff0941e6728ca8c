import type { types } from '@slack/bolt'
import { collect } from '../../connectors/form/answers.ts'
import { undeclared } from '../../connectors/form/definitions.ts'
import { type Draft, rememberHidden } from '../../connectors/form/draft.ts'
import type { Ref } from '../../connectors/model.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Ask, Shown } from '../ask.ts'
import type { Opening } from '../openings.ts'
import { draftsView } from '../views/form/drafts.ts'
import { startModal } from '../views/form/start.ts'
import { readAssignments } from './assignments.ts'
import { cloned } from './clone.ts'
import type { Pages } from './pages.ts'
import type { Reviews } from './reviews.ts'
import { notKept, type Sessions, type Told } from './sessions.ts'
import { fitting } from './starts.ts'
import { judging } from './whole.ts'

/** What a command or a button says of the form that is wanted. */
export interface WantedForm {
  ref?: Ref | undefined
  /** Of a draft, or of an earlier config. */
  id?: string | undefined
  /** What followed the verb, as typed. */
  text: string
  /** The words of it that are neither connector nor flags. */
  words: readonly string[]
  /** Id of the Connect cluster that was named. */
  place?: string | undefined
  /** Id of another one, for what is made there. */
  to?: string | undefined
}

interface Deps {
  service: Service
  pages: Pages
  reviews: Reviews
  sessions: Sessions
  typing: boolean
}

export type Forms = ReturnType<typeof createOpenings>

/** How each form is opened, whoever asks for it. */
export function createOpenings({ service, pages, reviews, sessions, typing }: Deps) {
  const open = (ask: Ask, draft: Draft, told: Told = {}) =>
    pages.open(ask.actor, { ...draft, ...channelOf(ask) }, ask.modal?.viewId, told)

  /** The newest of one's unfinished forms that are such ones. */
  const earlier = async ({ actor }: Ask, isSuch: (draft: Draft) => boolean) =>
    (await service.drafts(actor)).find(({ draft }) => isSuch(draft))?.draft

  async function create(ask: Ask, { words, place }: WantedForm): Promise<Shown> {
    const places = await service.placesToCreate(ask.actor, place)
    const [first, another] = places
    const wanted = words.join(' ')
    // Where it is clear which Connect cluster and which class are meant, nothing is asked.
    const isClear = wanted !== '' && (place !== undefined || another === undefined)
    const fit = isClear ? fitting(await service.formPlugins(ask.actor, first.id), undefined, wanted) : []
    const [plugin, ...others] = fit
    if (plugin && others.length === 0) return open(ask, await service.startCreate(ask.actor, first.id, plugin.class))
    const draft = await earlier(ask, ({ connector }) => connector === undefined)
    return startModal({ clusters: places, words: wanted, channel: ask.origin.channel, earlier: draft })
  }

  /** Straight to the review: what was typed is checked like what is typed into a field. */
  async function change(ask: Ask, ref: Ref, values: ReadonlyMap<string, string | null>): Promise<types.ModalView> {
    const draft = await service.startEdit(ask.actor, ref)
    const known = await service.known(ask.actor, draft)
    const { form: shown, readOnly } = await service.form(ask.actor, draft, known)
    if (readOnly !== undefined) throw new UserError(readOnly)
    if (values.has('name') || values.has('connector.class'))
      throw new UserError('Name and class stay as they are here. Nothing was changed.')
    const said = { draft, shown: { ...known, of: draft.changes } }
    const given = [...values].filter((entry): entry is [string, string] => entry[1] !== null)
    const form = await judging({ service, actor: ask.actor, session: said, form: shown }, new Map(given))
    const replies = [...values].map(([name, value]) => ({
      key: form.definitions.keys.get(name) ?? undeclared(name),
      control: { kind: 'text', value: undefined, suggestions: [] } as const,
      sent: undefined,
      answer: { kind: 'exact', value } as const,
    }))
    const { changes, refused, dropped } = collect(form.config, draft.changes, replies, {
      secrecy: form.secrecy,
      typing,
    })
    const wrong = [...refused].map(([key, why]) => `${key}: ${why}`)
    if (wrong.length > 0) throw new UserError(`${wrong.join(' ')} Nothing was changed.`)
    const taken = rememberHidden({ ...draft, changes, ...channelOf(ask), view: ask.modal?.viewId }, form.secrecy)
    const session = sessions.begin(taken, known)
    session.dropped = dropped
    return dropped.length > 0 ? reviews.show(ask.actor, session, notKept(dropped)) : reviews.checked(ask.actor, session)
  }

  const openings: Record<Opening, (ask: Ask, wanted: WantedForm) => Promise<Shown>> = {
    create,
    config: async (ask, wanted) => {
      const ref = named(wanted)
      const draft = await service.startEdit(ask.actor, ref)
      const isSame = (one: Draft) => one.cluster === draft.cluster && one.connector === draft.connector
      return open(ask, draft, { earlier: draft.editable ? await earlier(ask, isSame) : undefined })
    },
    set: async (ask, wanted) => change(ask, named(wanted), readAssignments(wanted.text)),
    unset: async (ask, wanted) => {
      const keys = wanted.words.slice(1)
      if (keys.length === 0) throw new UserError('Which key? As in “unset orders-sink errors.tolerance”.')
      return change(ask, named(wanted), new Map(keys.map((key) => [key, null])))
    },
    clone: async (ask, wanted) => {
      const at = { channel: ask.origin.channel, view: ask.modal?.viewId }
      return cloned({ service, pages }, ask.actor, { ref: named(wanted), to: wanted.to, ...at })
    },
    drafts: async ({ actor }) => draftsView(await service.drafts(actor)),
    draft: async (ask, { id = '' }) => {
      const draft = await service.draft(ask.actor, id)
      if (draft === undefined) throw new UserError(GONE)
      return open(ask, draft)
    },
    restore: async (ask, wanted) => {
      const draft = await service.startRestore(ask.actor, named(wanted), wanted.id ?? '')
      const known = await service.known(ask.actor, draft)
      const session = sessions.begin({ ...draft, ...channelOf(ask), view: ask.modal?.viewId }, known)
      return reviews.checked(ask.actor, session)
    },
  }
  return openings
}

const GONE = 'This draft is no longer there: it was saved, thrown away, or is older than 7 days.'

/** Where it is asked for is where it is announced. */
const channelOf = ({ origin: { channel } }: Ask) => (channel === undefined ? {} : { channel })

/** @throws UserError where the form is about a connector and none was named */
function named({ ref }: WantedForm): Ref {
  if (ref === undefined) throw new UserError('Which connector? Name one, as in “config orders-sink”.')
  return ref
}
