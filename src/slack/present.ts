import type { Ref } from '../connectors/model.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { Ask } from './ask.ts'

/** What is said of a control that this version of the app has not drawn. */
export const OLD = 'This was made by another version of the app. Nothing was done: open it anew.'
const GONE = 'That is no longer there: it was deleted, renamed, or your rights changed. Nothing was done.'

/**
 * The connector that a control stands for, as it is there now.
 * @throws UserError when it is no longer there, or no longer to be seen
 */
export async function present(service: Service, ask: Ask, key: string | undefined): Promise<Ref> {
  const ref = key === undefined ? undefined : await service.byKey(ask.actor, key)
  if (ref === undefined) throw new UserError(GONE)
  ask.about = ref.cluster
  return ref
}
