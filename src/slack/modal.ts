import type { types, webApi } from '@slack/bolt'
import { decodeTarget, encodeTarget } from './ids.ts'
import { platformError } from './platform-error.ts'

export type ModalView = types.ModalView

/** A modal that is open, or was: the person may close it at any time. */
export interface Modal {
  viewId: string
  /** false: closed meanwhile, which is no error. */
  update(view: ModalView): Promise<boolean>
}

/** Slack's names for "that view is no longer there". */
export const GONE: ReadonlySet<string> = new Set(['not_found', 'view_not_found', 'no_view'])

export function modalAt(client: webApi.WebClient, viewId: string): Modal {
  return {
    viewId,
    async update(view) {
      try {
        await client.views.update({ view_id: viewId, view })
        return true
      } catch (error) {
        if (GONE.has(platformError(error) ?? '')) return false
        throw error
      }
    },
  }
}

/** The same window, which remembers the channel in which it was opened: what is done there is announced in it. */
export function openedIn(channel: string | undefined, modal: Modal): Modal {
  if (channel === undefined) return modal
  const place = ({ private_metadata: kept, ...view }: ModalView): ModalView => ({
    ...view,
    private_metadata: encodeTarget({ ...decodeTarget(kept), c: channel }),
  })
  return { ...modal, update: (view) => modal.update(place(view)) }
}

/**
 * A trigger id lives 3 s and serves once, so this comes before any other call; the view is filled by its id.
 * undefined: the trigger had expired, or Slack did not answer; either way there is nothing to fill.
 */
export async function openModal(
  client: webApi.WebClient,
  triggerId: string,
  view: ModalView,
  how: 'open' | 'push' = 'open',
): Promise<Modal | undefined> {
  try {
    const opened = await client.views[how]({ trigger_id: triggerId, view })
    return opened.view?.id === undefined ? undefined : modalAt(client, opened.view.id)
  } catch {
    return undefined
  }
}
