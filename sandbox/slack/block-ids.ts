import type { Ids } from './ids.ts'
import type { Obj } from './json.ts'
import { elementsOf } from './limits/blocks.ts'

/** Fills in block_id and action_id where the app gave none, as Slack does. */
export function withIds(ids: Ids, blocks: Obj[]): Obj[] {
  return structuredClone(blocks).map((block) => {
    for (const { element } of elementsOf(block)) element.action_id ??= ids.short()
    return { ...block, block_id: block.block_id ?? ids.short() }
  })
}

/** An element that acts or takes input, with the ids that name it. */
export interface Control {
  block: Obj
  element: Obj
  blockId: string
  actionId: string
}

export function controlsOf(blocks: Obj[]): Control[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map(({ element }) => ({
      block,
      element,
      blockId: String(block.block_id),
      actionId: String(element.action_id),
    })),
  )
}
