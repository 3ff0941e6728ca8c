import { useState } from 'react'
import { type Obj, objs, words } from '../../slack/json.ts'
import type { Act } from '../acts.ts'
import { useMe, useSurface } from './surface.ts'

type Done = {
  [Name in 'click' | 'choose' | 'type' | 'suggest']: Omit<Extract<Act, { do: Name }>, 'do' | 'where' | 'target'>
}

/** What an element of a block holds, and how one uses it. */
export function useControl(block: Obj, element: Obj) {
  const me = useMe()
  const { where, state } = useSurface()
  const [busy, setBusy] = useState(false)
  const target = { blockId: words(block.block_id), actionId: words(element.action_id) }
  const held: Obj = state[target.blockId]?.[target.actionId] ?? {}

  async function send<Name extends keyof Done>(name: Name, how: Done[Name]) {
    const what = { do: name, where, target, ...how } as Act
    setBusy(name !== 'type')
    try {
      return await me.act(what)
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    send,
    /** Unique on the page, for labels. */
    id: [JSON.stringify(where), target.blockId, target.actionId].join(' '),
    /** What was chosen or typed: the one member beside the type. */
    value: Object.entries(held).find(([name]) => name !== 'type')?.[1] ?? undefined,
  }
}

/** The chosen options of a select, whatever kind it is. */
export const chosenOptions = (value: unknown): Obj[] => objs([value].flat())
