import { createContext, useContext } from 'react'
import type { Obj } from '../../slack/json.ts'
import type { State } from '../../slack/world.ts'
import type { Act, Answer } from '../acts.ts'

/** Who looks, and how they do something; the answers that need a dialog or a word are dealt with already. */
export interface Me {
  user: string
  act(what: Act): Promise<Answer>
  users: Obj
  channels: readonly { id: string; name: string }[]
  userGroups: Obj
}
export const MeContext = createContext<Me | undefined>(undefined)

/** A message, a modal or the Home tab: where the controls of some blocks stand. */
export interface Surface {
  where: 'home' | { view: string } | { channel: string; ts: string }
  state: State
  errors: { [blockId: string]: string }
}
export const SurfaceContext = createContext<Surface | undefined>(undefined)

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`This must stand inside ${what}`)
  return value
}
export const useMe = () => required(useContext(MeContext), 'MeContext')
export const useSurface = () => required(useContext(SurfaceContext), 'SurfaceContext')
