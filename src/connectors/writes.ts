import { ACTIONS, type Action } from './actions.ts'
import type { Operation } from './model.ts'
import { applied, goneOn } from './settled.ts'

/** Every write, also those that are no rows because they need more than a connector. */
export const WRITES: { readonly [Id in Operation['action']]: Pick<Action, 'noun' | 'settles'> } = {
  ...ACTIONS,
  recreate: { noun: 'a recreate', settles: applied },
  create: { noun: 'a create', settles: applied },
  offsets: { noun: 'a change of the offsets', settles: goneOn },
  edit: { noun: 'an edit', settles: applied },
}
