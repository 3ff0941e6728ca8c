import type { types } from '@slack/bolt'
import type { Ref } from '../../connectors/model.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { cloneModal } from '../views/form/start.ts'
import type { Pages } from './pages.ts'
import { leftBehind } from './sessions.ts'

interface Clone {
  ref: Ref
  /** Id of the Connect cluster of the new one; undefined: asked about where there are several. */
  to: string | undefined
  /** In which it was asked for. */
  channel: string | undefined
  /** The modal that shows it. */
  view: string | undefined
}

/** The form of a connector like another one, or first the question where it is to run. */
export async function cloned(
  { service, pages }: { service: Service; pages: Pages },
  actor: Actor,
  { ref, to, channel, view }: Clone,
): Promise<types.ModalView> {
  const places = to === undefined ? await service.formPlaces(actor) : []
  if (places.length > 1) return cloneModal({ ref, clusters: places, channel })
  const [only] = places
  const { draft, left } = await service.startClone(actor, ref, to ?? only?.id ?? ref.cluster)
  return pages.open(actor, { ...draft, ...(channel !== undefined && { channel }) }, view, { notice: leftBehind(left) })
}
