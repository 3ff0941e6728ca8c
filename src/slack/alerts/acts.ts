import type { RootView } from '../../alerts/views.ts'
import type { Permission } from '../../connectors/policy.ts'
import { UserError } from '../../errors.ts'
import type { Ask, Shown } from '../ask.ts'
import type { Bulk } from '../bulk.ts'
import { actionIn } from '../bulk-request.ts'
import type { Target } from '../ids.ts'
import { OLD } from '../present.ts'
import { alertView } from '../views/alert.ts'
import { snoozeModal } from '../views/alert-snooze.ts'
import { listNames } from '../views/words.ts'
import type { Edits } from './edits.ts'
import type { Incidents, Seen } from './incidents.ts'
import type { Mutes } from './mutes.ts'

interface Deps {
  incidents: Incidents
  mutes: Mutes
  bulk: Bulk
  clusterName: (id: string) => string
  inTurn: Edits
  /** POST to a response_url; rejects when Slack does not take it. */
  post: (url: string, body: Record<string, unknown>) => Promise<void>
}

/** A click on an incident: what it means, and the way to edit the message that was clicked. */
interface Clicked {
  what: string
  target: Target
  responseUrl: string | undefined
  /** The message. */
  ts: string | undefined
}

export type AlertActs = ReturnType<typeof createAlertActs>

const by = ({ actor: { id, name } }: Ask) => ({ id, name })

/** What people do about incidents from their messages. */
export function createAlertActs({ incidents, mutes, bulk, clusterName, inTurn, post }: Deps) {
  /** Shows at once what the click has changed; where that fails the watch edits it in. */
  async function show(view: RootView, { responseUrl, ts }: Clicked): Promise<void> {
    if (responseUrl === undefined) return
    const edit = () => post(responseUrl, { ...alertView(view, clusterName), replace_original: true })
    try {
      // The watch does not know of a second copy, and has its own still to edit.
      if (ts !== view.ts) return await edit()
      await inTurn(view, edit)
      await incidents.people().shown(view)
    } catch {
      // What is not shown is still to be told.
    }
  }

  const acts: Record<string, (ask: Ask, id: string, clicked: Clicked) => Promise<Shown | undefined>> = {
    async acknowledge(ask, id, clicked) {
      requireSome(await incidents.see(ask.actor, id, 'CONNECT_INSPECT'), 'acknowledge', 'CONNECT_INSPECT')
      await show(await incidents.people().acknowledge(id, by(ask)), clicked)
      return undefined
    },

    async unacknowledge(ask, id, clicked) {
      requireSome(await incidents.see(ask.actor, id, 'CONNECT_INSPECT'), 'acknowledge', 'CONNECT_INSPECT')
      await show(await incidents.people().unacknowledge(id, by(ask)), clicked)
      return undefined
    },

    async snooze(ask, id) {
      return snoozeModal(id, leftOut(await incidents.see(ask.actor, id, 'CONNECT_ALTER_STATE')))
    },

    unmute: (ask, id) => mutes.endOne(ask, id),

    /** The same action on all its connectors: shown first. */
    async bulk(ask, id, { target }) {
      const { view, members } = await incidents.see(ask.actor, id, 'CONNECT_ALTER_STATE')
      const chosen = actionIn(target.a ?? '')
      if (chosen === undefined) throw new UserError(OLD)
      const { cluster } = view.incident
      const among = members.map(({ subject }) => ({ cluster, connector: subject }))
      return bulk.preview(ask, { ...chosen, filter: { cluster }, among })
    },
  }

  return {
    async clicked(ask: Ask, clicked: Clicked): Promise<Shown | undefined> {
      const { what, target } = clicked
      const act = Object.hasOwn(acts, what) ? acts[what] : undefined
      const id = target.i ?? target.id
      if (act === undefined || id === undefined) throw new UserError(OLD)
      return act(ask, id, clicked)
    },

    /** The modal, submitted. `until` undefined: until it recovers. The watch edits it in. Answers what was left out. */
    async snooze(ask: Ask, id: string, until: number | undefined, reason: string | undefined): Promise<string> {
      const seen = await incidents.see(ask.actor, id, 'CONNECT_ALTER_STATE')
      const left = leftOut(seen)
      const only = seen.allowed.map(({ connector }) => connector)
      await incidents.people().snooze(id, {
        by: by(ask),
        ...(until !== undefined && { until }),
        ...(reason !== undefined && { reason }),
        ...(!seen.all && { part: { only, left: seen.refused.length + seen.hidden } }),
      })
      return left
    },
  }
}

function requireSome({ some }: Seen, to: string, permission: Permission): void {
  if (!some) throw new UserError(`You may not ${to} this: that takes ${permission} on one of its connectors.`)
}

/**
 * What of an incident a person's snooze leaves out, as far as it may be named; empty: nothing.
 * @throws UserError where nothing remains
 */
function leftOut({ all, refused, hidden, allowed }: Seen): string {
  if (all) return ''
  const unseen = hidden > 0 ? `${hidden} that you may not see` : ''
  const left = [listNames(refused), unseen].filter((text) => text !== '').join(' and ')
  if (allowed.length > 0) return left
  throw new UserError(
    `You may not snooze this: that takes CONNECT_ALTER_STATE on ${left || 'the whole Connect cluster'}.`,
  )
}
