import { z } from 'zod'
import type { Ref } from '../connectors/model.ts'
import type { Service } from '../connectors/service/service.ts'
import type { Ask } from './ask.ts'
import { DELETE_NAME, deleteModal } from './views/delete.ts'

const Submission = z.object({
  state: z.object({
    values: z.object({
      [DELETE_NAME.block]: z.object({ [DELETE_NAME.action]: z.object({ value: z.string().nullish() }) }),
    }),
  }),
})

/** What was typed as the connector's name; outer white space is nobody's intention. */
export function typedName(view: unknown): string {
  return (Submission.parse(view).state.values[DELETE_NAME.block][DELETE_NAME.action].value ?? '').trim()
}

/** The modal, from the state as it is now. @throws NotAllowed, UserError where the Connect cluster takes no deletes */
export async function askToDelete(service: Service, { actor, origin }: Ask, ref: Ref) {
  return deleteModal(await service.deletePlan(actor, ref, origin), origin.channel)
}
