import type { Draft } from '../../connectors/form/draft.ts'
import type { Asked } from '../../connectors/model.ts'
import { Conflict } from '../../connectors/service/edit.ts'
import type { Service } from '../../connectors/service/service.ts'
import type { Ask } from '../ask.ts'
import type { Operate } from '../operate.ts'
import { BLOCKS, contestId } from '../views/form/ids.ts'
import type { FormEvent } from './event.ts'
import type { Session, Sessions } from './sessions.ts'

interface Deps {
  service: Service
  sessions: Sessions
  operate: Operate
}

export type Save = ReturnType<typeof createSave>

const STATES: ReadonlyMap<string | undefined, Draft['state']> = new Map([
  ['RUNNING', 'RUNNING'],
  ['PAUSED', 'PAUSED'],
  ['STOPPED', 'STOPPED'],
])

/** What was chosen in the review itself. */
function takeReview(draft: Draft, { held }: Pick<FormEvent, 'held'>): { draft: Draft; confirmed: boolean } {
  const changes = new Map(draft.changes)
  for (const [index, key] of draft.contested.entries()) {
    // also where there was no room to ask: nobody's work is overwritten unseen
    if (held.get(contestId(index))?.selected_option?.value !== 'mine') changes.delete(key)
  }
  const state = STATES.get(held.get(BLOCKS.state)?.selected_option?.value) ?? draft.state
  const confirmed = (held.get(BLOCKS.confirm)?.selected_options ?? []).length > 0
  return { draft: { ...draft, changes, state, contested: [] }, confirmed }
}

/** Saves a draft and follows it to its end, in the modal while that is open. */
export function createSave({ service, sessions, operate }: Deps) {
  /** @returns where somebody else has changed the same keys: nothing was saved then, the draft stands on their config */
  return async function save(ask: Ask, session: Session, event: FormEvent): Promise<Conflict | undefined> {
    const { draft, confirmed } = takeReview(session.draft, event)
    session.draft = draft
    const { id, cluster, connector = draft.changes.get('name') ?? '' } = draft
    const asked: Asked = {
      cluster,
      connector,
      action: draft.connector === undefined ? 'create' : 'edit',
      actor: { id: ask.actor.id, name: ask.actor.name },
    }
    try {
      const { origin } = ask
      await operate.write(ask, asked, async (onProgress) => {
        const started = await service.save(ask.actor, { draft, confirmed, origin, onProgress })
        sessions.finish(id)
        return started
      })
      return undefined
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      const { keys, now, hidden } = error
      session.draft = { ...draft, base: now, contested: [...keys], hidden: [...new Set([...draft.hidden, ...hidden])] }
      return error
    }
  }
}
