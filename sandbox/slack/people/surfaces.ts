import { type Control, controlsOf } from '../block-ids.ts'
import { stateOf } from '../inputs.ts'
import { type Obj, objs, present } from '../json.ts'
import { findMessage } from '../messages.ts'
import { messageOutput } from '../outputs.ts'
import type { Occasion } from '../response-urls.ts'
import { findView, viewOutput } from '../views.ts'
import type { State, World } from '../world.ts'

/** Where somebody clicks: a message, an open modal, their Home tab. */
export type Where = { channel: string; ts: string } | { view: string } | 'home'
/** A control by its ids; the block's matters only where the action's is not unique. */
export interface Target {
  actionId: string
  blockId?: string
}

/** One form for everything that holds controls. */
export interface Surface {
  id: string
  controls: Control[]
  state(): State
  setState(state: State): void
  /** The members of a payload that say where it happened; built anew, since a choice changes the state. */
  payload(): Obj
  /** For messages: what a response_url answers to. */
  occasion?: Occasion
}

/** Throws when the place is not, or no longer, on this person's screen. */
export function surfaceAt(world: World, user: string, where: Where): Surface {
  if (where === 'home') return viewSurface(world, user, world.homes.get(user)?.id)
  return 'view' in where ? viewSurface(world, user, where.view) : messageSurface(world, user, where.channel, where.ts)
}

function viewSurface(world: World, user: string, id: string | undefined): Surface {
  const view = id === undefined ? undefined : findView(world, id)
  if (!view || view.user !== user) throw new Error(`${user} has no such view open: ${id ?? 'Home'}`)
  return {
    id: view.id,
    controls: controlsOf(objs(view.payload.blocks)),
    state: () => view.state,
    setState: (state) => {
      view.state = state
    },
    payload: () => ({ container: { type: 'view', view_id: view.id }, view: viewOutput(world, view) }),
  }
}

function messageSurface(world: World, user: string, channel: string, ts: string): Surface {
  const message = findMessage(world, channel, ts)
  if (!message || (message.visibleTo !== undefined && message.visibleTo !== user)) {
    throw new Error(`${user} sees no message ${ts} in ${channel}`)
  }
  const ephemeral = message.visibleTo !== undefined
  const state = () => stateOf(message.blocks, message.state.get(user))
  const name = world.channels.get(channel)?.name ?? channel
  return {
    id: `${channel} ${ts}`,
    controls: controlsOf(message.blocks),
    state,
    setState: (next) => message.state.set(user, next),
    occasion: { user, channel, clicked: ts },
    // An ephemeral message is not sent along: the app has to know what it wrote.
    payload: () =>
      present({
        container: present({
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: ephemeral,
          thread_ts: message.threadTs,
        }),
        channel: { id: channel, name },
        message: ephemeral ? undefined : messageOutput(world, message),
        state: { values: state() },
      }),
  }
}

/** Throws when there is no such control, or more than one. */
export function controlAt(surface: Surface, { actionId, blockId }: Target): Control {
  const found = surface.controls.filter(
    (control) => control.actionId === actionId && (blockId === undefined || control.blockId === blockId),
  )
  const [control] = found
  if (!control && surface.controls.some((other) => other.actionId === actionId))
    throw new Error('What you used was drawn anew in the same moment: use it again')
  if (!control || found.length > 1) {
    const known = surface.controls.map((other) => `${other.blockId}/${other.actionId}`).join(', ')
    throw new Error(`${found.length} controls with action_id ${actionId}; there are: ${known || 'none'}`)
  }
  return control
}
