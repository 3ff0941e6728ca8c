import type { Clock } from '../../connect/clock.ts'
import { UserError } from '../../errors.ts'
import { keyOf } from '../key.ts'
import type { Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Fleet } from './fleet.ts'

export type Resolved = { kind: 'one'; ref: Ref } | { kind: 'many'; refs: Ref[] } | { kind: 'none'; closest: Ref[] }

interface Wanted {
  cluster?: string
  connector: string
  /** It must be known to be the only one of that name. */
  only?: boolean
}

/** Once a name is found, the other Connect clusters have so long to say that they have it too. */
const MORE = 2_000

/** From what a person typed or a button carries to a connector that is there and that they may see. */
export function createFind(fleet: Fleet, clock: Clock) {
  return {
    /**
     * Silent Connect clusters are not waited for once one has the name.
     * @throws UserError for an unknown Connect cluster, or where `only` cannot be known; ConnectError when the name was
     * not found and a Connect cluster that may have it did not answer
     */
    async resolve(actor: Actor, { cluster, connector, only = false }: Wanted): Promise<Resolved> {
      const lists = await fleet.lists(actor, cluster)
      const heard = new Map<string, Awaited<Lists[number]['list']>>()
      const all = Promise.all(lists.map(async ({ id, list }) => heard.set(id, await list)))
      const isMeant = (ref: Ref) => ref.connector === connector
      const soon = firstIn(lists, isMeant).then(() => clock.sleep(MORE))
      await Promise.race([all, soon.catch(() => all)])

      const refs = lists.flatMap(({ id }) => heard.get(id)?.refs ?? [])
      const [ref, ...others] = refs.filter(isMeant)
      if (ref && others.length > 0) return { kind: 'many', refs: [ref, ...others] }
      const silent = lists.filter(({ id }) => heard.get(id)?.errors.length !== 0).map(({ id }) => id)
      if (ref && only && silent.length > 0) throw notKnown(silent, ref)
      if (ref) return { kind: 'one', ref }
      const [error] = [...heard.values()].flatMap(({ errors }) => errors)
      if (error) throw error
      return { kind: 'none', closest: fleet.closest(connector, refs) }
    },
    /** undefined: no longer there. @throws ConnectError when a Connect cluster that may have it did not answer */
    async byKey(actor: Actor, key: string): Promise<Ref | undefined> {
      const lists = await fleet.lists(actor)
      return firstIn(lists, (ref) => keyOf(ref) === key).catch(async () => {
        const all = await Promise.all(lists.map(({ list }) => list))
        const [error] = all.flatMap(({ errors }) => errors)
        if (error) throw error
        return undefined
      })
    },
  }
}

type Lists = Awaited<ReturnType<Fleet['lists']>>

/** As soon as one list holds it. Rejects when none does. */
const firstIn = (lists: Lists, isMeant: (ref: Ref) => boolean): Promise<Ref> =>
  Promise.any(
    lists.map(async ({ list }) => {
      const ref = (await list).refs.find(isMeant)
      if (ref === undefined) throw new Error('Not there.')
      return ref
    }),
  )

function notKnown(silent: readonly string[], { cluster, connector }: Ref): UserError {
  const has = silent.length === 1 ? 'it has' : 'they have'
  return new UserError(
    `${silent.join(' and ')} did not answer, so it is not known whether ${has} a connector of that name. ` +
      `Nothing was done: name the Connect cluster, as in ${cluster}/${connector}.`,
  )
}
