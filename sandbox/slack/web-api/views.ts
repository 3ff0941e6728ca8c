import { isObj, type Obj, str, words } from '../json.ts'
import { validateView } from '../limits/payloads.ts'
import {
  findByExternalId,
  findView,
  isFull,
  publishHome,
  pushView,
  replaceView,
  stackOf,
  viewOutput,
} from '../views.ts'
import type { View, World } from '../world.ts'
import { type Call, invalidArguments, type Methods, needScope, Refused, refusedBy } from './method.ts'

function checkedView({ world, args }: Call, type: 'modal' | 'home', current?: View): Obj {
  const refusal = validateView(args.view, type)
  if (refusal) throw refusedBy(refusal)
  if (!isObj(args.view)) throw invalidArguments('must provide an object', '/view')
  // A file dialog is for apps that may read files (SlackNet#215); the error's name is not documented.
  if (JSON.stringify(args.view).includes('"file_input"')) needScope(world, 'files:read')
  const externalId = str(args.view.external_id)
  const other = externalId ? findByExternalId(world, externalId) : undefined
  if (other && other !== current) throw new Refused('duplicate_external_id')
  return args.view
}

/** The person behind the trigger; a refused view does not spend it. */
function exchange({ triggers, args }: Call): string {
  const result = triggers.exchange(words(args.trigger_id))
  if ('user' in result) return result.user
  if (result.error === 'invalid') throw invalidArguments('invalid `trigger_id`', '/trigger_id')
  throw new Refused(result.error)
}

function open(call: Call, mayStartStack: boolean): Obj {
  const { world } = call
  const payload = checkedView(call, 'modal')
  const user = exchange(call)
  if (isFull(world, user)) throw new Refused('push_limit_reached')
  if (!mayStartStack && stackOf(world, user).length === 0) throw new Refused('not_found')
  return { view: viewOutput(world, pushView(world, user, payload)) }
}

function refuseStale(view: View, args: Obj): void {
  const hash = str(args.hash)
  if (hash && hash !== view.hash) throw new Refused('hash_conflict')
}

function namedView(world: World, args: Obj): View {
  const view = str(args.view_id)
    ? findView(world, words(args.view_id))
    : findByExternalId(world, words(args.external_id))
  if (!view) throw new Refused('not_found')
  return view
}

export const views: Methods = {
  'views.open': { tier: 4, run: (call) => open(call, true) },
  'views.push': { tier: 4, run: (call) => open(call, false) },

  'views.update': {
    tier: 4,
    run(call) {
      const { world, args } = call
      const view = namedView(world, args)
      const payload = checkedView(call, view.type, view)
      refuseStale(view, args)
      return { view: viewOutput(world, replaceView(world, view, payload)) }
    },
  },

  'views.publish': {
    tier: 4,
    run(call) {
      const { world, args } = call
      const user = words(args.user_id)
      if (!world.app.homeTab) throw new Refused('not_enabled')
      if (!world.users.has(user)) throw invalidArguments('invalid `user_id`', '/user_id')
      const known = world.homes.get(user)
      const payload = checkedView(call, 'home', known)
      if (known) refuseStale(known, args)
      return { view: viewOutput(world, publishHome(world, user, payload)) }
    },
  },
}
