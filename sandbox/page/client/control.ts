import { useState } from 'react'
import { type Obj, objs, words } from '../../slack/json.ts'
import type { Act, Answer } from '../acts.ts'
import { useMe, useSurface } from './surface.ts'

/** What an element of a block holds, and how one uses it. */
export function useControl(block: Obj, element: Obj) {
  const me = useMe()
  const { where, state } = useSurface()
  const [busy, setBusy] = useState(false)
  const target = { blockId: words(block.block_id), actionId: words(element.action_id) }
  const held: Obj = state[target.blockId]?.[target.actionId] ?? {}

  async function whileBusy(what: Act): Promise<Answer> {
    setBusy(true)
    try {
      return await me.act(what)
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    /** What was chosen or typed: the one member beside the type. */
    value: Object.entries(held).find(([name]) => name !== 'type')?.[1],
    click: () => whileBusy({ do: 'click', where, target }),
    choose: (choice: string | string[]) => whileBusy({ do: 'choose', where, target, choice }),
    suggest: (query: string) => whileBusy({ do: 'suggest', where, target, query }),
    upload: (files: { name: string; base64: string }[]) => whileBusy({ do: 'upload', where, target, files }),
    type: (text: string, enter = false) => me.act({ do: 'type', where, target, text, enter }),
  }
}

/** The chosen options of a select, whatever kind it is. */
export const chosenOptions = (value: unknown): Obj[] => objs([value].flat())
