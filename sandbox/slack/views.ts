import { withIds } from './block-ids.ts'
import { stateOf } from './inputs.ts'
import { type Obj, objs, present, str } from './json.ts'
import type { View, World } from './world.ts'

/** Views that one person may have open on top of each other. */
const STACK_MAX = 3

export function stackOf(world: World, user: string): View[] {
  return world.stacks.get(user) ?? []
}

export const isFull = (world: World, user: string) => stackOf(world, user).length >= STACK_MAX

export function findView(world: World, id: string): View | undefined {
  return everyView(world).find((view) => view.id === id)
}

export function findByExternalId(world: World, externalId: string): View | undefined {
  return everyView(world).find((view) => view.payload.external_id === externalId)
}

function everyView(world: World): View[] {
  return [...world.stacks.values()].flat().concat([...world.homes.values()])
}

function createView(world: World, user: string, payload: Obj, below: View | undefined): View {
  const id = world.ids.next('V')
  const filled = { ...payload, blocks: withIds(world.ids, objs(payload.blocks)) }
  const common = { id, user, payload: filled, state: stateOf(filled.blocks), hash: world.ids.hash(), errors: {} }
  const type = payload.type === 'home' ? 'home' : 'modal'
  return below ? { ...common, type, root: below.root, previous: below.id } : { ...common, type, root: id }
}

/** Puts a modal on top of what this person has open. */
export function pushView(world: World, user: string, payload: Obj): View {
  const stack = stackOf(world, user)
  const view = createView(world, user, payload, stack.at(-1))
  world.stacks.set(user, [...stack, view])
  world.changes.changed()
  return view
}

/** Other content for an open view; inputs with unchanged ids keep what they hold. */
export function replaceView(world: World, view: View, payload: Obj): View {
  const blocks = withIds(world.ids, objs(payload.blocks))
  Object.assign(view, {
    payload: { ...payload, blocks },
    state: stateOf(blocks, view.state),
    hash: world.ids.hash(),
    errors: {},
  })
  world.changes.changed()
  return view
}

export function closeViews(world: World, user: string, keep: View[]): void {
  world.stacks.set(user, keep)
  world.changes.changed()
}

export function publishHome(world: World, user: string, payload: Obj): View {
  const known = world.homes.get(user)
  if (known) return replaceView(world, known, payload)
  const view = createView(world, user, payload, undefined)
  world.homes.set(user, view)
  world.changes.changed()
  return view
}

/** A view as answers and payloads show it. */
export function viewOutput(world: World, view: View): Obj {
  const { payload } = view
  return present({
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    title: payload.title,
    submit: payload.submit ?? null,
    close: payload.close ?? null,
    blocks: payload.blocks,
    private_metadata: str(payload.private_metadata) ?? '',
    callback_id: str(payload.callback_id) ?? '',
    external_id: str(payload.external_id) ?? '',
    state: { values: view.state },
    hash: view.hash,
    clear_on_close: payload.clear_on_close === true,
    notify_on_close: payload.notify_on_close === true,
    submit_disabled: payload.submit_disabled === true,
    root_view_id: view.root,
    previous_view_id: view.previous ?? null,
    app_id: world.app.id,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  })
}
