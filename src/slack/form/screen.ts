import type { types, webApi } from '@slack/bolt'
import { GONE, type Modal } from '../modal.ts'
import { platformError } from '../platform-error.ts'

interface Place {
  /** Slack's hash of what we showed last: nothing newer is overwritten unseen. */
  hash?: string | undefined
  busy?: Promise<boolean> | undefined
  next?: types.ModalView | undefined
}

const MOST = 500

export type Screen = ReturnType<typeof createScreen>

/** Renders of one view run one after the other, the newest wins: `views.update` racing itself makes fields jump. */
export function createScreen(client: webApi.WebClient) {
  const places = new Map<string, Place>()

  function placeOf(viewId: string): Place {
    const place = places.get(viewId) ?? {}
    places.delete(viewId)
    places.set(viewId, place)
    const [oldest] = places.keys()
    if (places.size > MOST && oldest !== undefined) places.delete(oldest)
    return place
  }

  async function drain(viewId: string, place: Place): Promise<boolean> {
    let open = true
    while (place.next !== undefined) {
      const view = place.next
      place.next = undefined
      open = await update(viewId, place, view).catch((error: unknown) => {
        // a newer one waits, which matters more than that this was not taken
        if (place.next === undefined) throw error
        return true
      })
    }
    return open
  }

  async function update(viewId: string, place: Place, view: types.ModalView): Promise<boolean> {
    try {
      const { hash } = place
      const answer = await client.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) })
      place.hash = answer.view?.hash
      return true
    } catch (error) {
      const why = platformError(error) ?? ''
      if (GONE.has(why)) return false
      if (why !== 'hash_conflict' || place.hash === undefined) throw error
      // Something else was shown meanwhile, by an answer to a submission: ours is newer, unless one waits already.
      place.hash = undefined
      place.next ??= view
      return true
    }
  }

  return {
    /** A modal whose updates keep their order. */
    modal: (viewId: string): Modal => ({
      viewId,
      update(view) {
        const place = placeOf(viewId)
        place.next = view
        place.busy ??= drain(viewId, place).finally(() => {
          place.busy = undefined
        })
        return place.busy
      },
    }),
  }
}
