import { keyOf } from '../key.ts'
import type { Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Fleet } from './fleet.ts'

export type Resolved = { kind: 'one'; ref: Ref } | { kind: 'many'; refs: Ref[] } | { kind: 'none'; closest: Ref[] }

/** From what a person typed or a button carries to a connector that is there and that they may see. */
export function createFind(fleet: Fleet) {
  return {
    /**
     * @throws UserError for an unknown Connect cluster, ConnectError when the name was not found and a Connect cluster
     * that may have it did not answer
     */
    async resolve(actor: Actor, words: { cluster?: string; connector: string }): Promise<Resolved> {
      const { refs, errors } = await fleet.refs(actor, words.cluster)
      const [ref, ...others] = refs.filter(({ connector }) => connector === words.connector)
      if (ref && others.length > 0) return { kind: 'many', refs: [ref, ...others] }
      if (ref) return { kind: 'one', ref }
      if (errors[0]) throw errors[0]
      return { kind: 'none', closest: fleet.closest(words.connector, refs) }
    },
    /** undefined: no longer there. @throws ConnectError when a Connect cluster that may have it did not answer */
    async byKey(actor: Actor, key: string): Promise<Ref | undefined> {
      const { refs, errors } = await fleet.refs(actor)
      const ref = refs.find((one) => keyOf(one) === key)
      if (!ref && errors[0]) throw errors[0]
      return ref
    },
  }
}
