import type { App } from '@slack/bolt'
import { ACTIONS, type Action } from '../connectors/actions.ts'
import type { Ref } from '../connectors/model.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { AlertActs } from './alerts/acts.ts'
import type { Ask, Shown } from './ask.ts'
import type { Bulk } from './bulk.ts'
import { type Click, readClick } from './click.ts'
import { askToDelete } from './delete.ts'
import type { Forms } from './form/openings.ts'
import type { PublishHome } from './home.ts'
import type { Target } from './ids.ts'
import type { Loggers } from './loggers.ts'
import { isLook, isShown, titleOf } from './looks.ts'
import { modalAt } from './modal.ts'
import type { Offsets } from './offsets.ts'
import { isOpening, OPENINGS } from './openings.ts'
import { isAction, type Operate, windowOf } from './operate.ts'
import { OLD, present } from './present.ts'
import type { Replies } from './reply.ts'
import type { Show } from './show.ts'
import type { Asker, Surfaces } from './surfaces.ts'
import { waiting } from './waiting.ts'

interface Deps {
  app: App
  service: Service
  surfaces: Surfaces
  replies: Replies
  show: Show
  operate: Operate
  bulk: Bulk
  loggers: Loggers
  offsets: Offsets
  publishHome: PublishHome
  forms: Forms
  alertActs: AlertActs
}

/** Every button, menu and select: an action of the table (`do:…`), something to look at (`look:…`), a form (`open:…`), an incident (`alert:…`). */
export function registerClicks({
  app,
  service,
  surfaces,
  replies,
  show,
  operate,
  bulk,
  loggers,
  offsets,
  publishHome,
  forms,
  alertActs,
}: Deps) {
  app.action(/^(do|look|open|alert):/, async ({ ack, body, client }) => {
    await ack()
    const click = readClick(body)
    const run = (ask: Ask) => answer(ask, click)
    const home = click.view?.type === 'home'
    if (home && click.id[1] === 'home') return publishHome(client, click.userId, click.target?.p ?? 0)
    const asker = askerOf(click)
    if (click.view && !home) return surfaces.inModal(modalAt(client, click.view.id), asker, run)
    const title = windowTitle(click, home)
    const reply = replyTo(click, asker)
    if (title === undefined) await surfaces.inMessage(asker, reply, run)
    else await surfaces.inNewModal({ client, triggerId: click.triggerId }, title, asker, reply, run)
  })

  /** A message that all see is not replaced by what one person asked: the answer stands beside it, for them alone. */
  const replyTo = ({ responseUrl, private: replaces }: Click, asker: Asker) =>
    responseUrl === undefined ? replies.byLateWays(asker) : replies.viaResponseUrl({ ...asker, responseUrl, replaces })

  async function answer(ask: Ask, click: Click): Promise<Shown | undefined> {
    const { id, target } = click
    if (target === undefined) throw new UserError(OLD)
    const [kind, what = '', option] = id
    const ref = target.k === undefined ? undefined : await present(service, ask, target.k)
    if (kind === 'open' && isOpening(what))
      return forms[what](ask, { ref, id: target.id, text: '', words: [], to: target.o })
    if (kind === 'alert') return alertActs.clicked(ask, { ...click, what, target })
    if (kind === 'do') return perform(ask, what, { ref, target, option })
    const look = what === 'find' ? 'card' : what
    if (!isShown(look)) throw new UserError(OLD)
    return show[look]({
      wait: waiting(ask),
      actor: ask.actor,
      ref,
      task: target.t,
      page: target.p ?? 0,
      words: target.o ?? '',
      id: target.id,
      incident: target.i,
    })
  }

  /** What is done by clicks that is no row of the action table. */
  const others: Readonly<Record<string, (ask: Ask, done: Done) => Promise<Shown | undefined>>> = {
    recreate: (ask, { target }) => operate.recreate(ask, target.id ?? '').then(() => undefined),
    offsets: (ask, { option, ref }) => offsets.clicked(ask, option, ref),
    loggers: async (_, { target }) => loggers.clicked(target),
    bulk: (ask, { option, target }) => bulk.clicked(ask, option, target),
  }

  async function perform(ask: Ask, what: string, done: Done): Promise<Shown | undefined> {
    const other = Object.hasOwn(others, what) ? others[what] : undefined
    if (other !== undefined) return other(ask, done)
    const { ref, target, option } = done
    if (ref === undefined || !isAction(what)) throw new UserError(OLD)
    const row: Action = ACTIONS[what]
    if (windowOf(row) !== undefined) return askToDelete(service, ask, ref)
    await operate.act(ask, what, ref, { task: target.t, mode: row.modes?.find(({ id }) => id === option)?.id })
    return undefined
  }
}

/** What a control of `do:…` says. */
interface Done {
  ref: Ref | undefined
  target: Target
  /** The last part of the action_id: a mode of the action. */
  option: string | undefined
}

function askerOf({ userId, view, channel, thread, target }: Click): Asker {
  const incident = target?.i
  const surface = view?.type === 'home' ? 'home' : view ? 'modal' : incident ? 'alert' : 'button'
  const place = { ...(channel && { channel }), ...(thread && { thread }) }
  return { userId, origin: { surface, ...place, ...(incident && { incident }) } }
}

/** Windows of what is neither a look, a form nor a row of the action table, by the first parts of the action_id. */
const WINDOWS: ReadonlyMap<string, string> = new Map([
  ['do:bulk:count', 'How many?'],
  ['do:loggers', 'Log level'],
  ['alert:snooze', 'Snooze'],
])

const TITLES: Readonly<Record<string, (what: string) => string | undefined>> = {
  do: (what) => (isAction(what) ? windowOf(ACTIONS[what]) : undefined),
  look: (what) => (isLook(what) ? titleOf(what) : undefined),
  open: (what) => (isOpening(what) ? OPENINGS[what].title : undefined),
}

/** A window for what is shown in one; from the Home tab, where there is no conversation, for everything. */
function windowTitle({ id }: Click, home: boolean): string | undefined {
  const [kind = '', what = '', option] = id
  const title = WINDOWS.get(`${kind}:${what}:${option}`) ?? WINDOWS.get(`${kind}:${what}`) ?? TITLES[kind]?.(what)
  return title ?? (home ? 'Kafka Connect' : undefined)
}
