import type { Ref } from '../connectors/model.ts'
import type { Service } from '../connectors/service/service.ts'
import type { Ask } from './ask.ts'
import { deleteModal } from './views/delete.ts'

/** The modal, from the state as it is now. @throws NotAllowed, UserError where the Connect cluster takes no deletes */
export async function askToDelete(service: Service, { actor, origin }: Ask, ref: Ref) {
  return deleteModal(await service.deletePlan(actor, ref, origin))
}
