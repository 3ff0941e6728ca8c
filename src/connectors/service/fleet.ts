import type { ReadOptions } from '../../connect/client.ts'
import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import { UserError } from '../../errors.ts'
import type { ConnectCluster, Ref } from '../model.ts'
import { nearest } from '../nearest.ts'
import type { AccessPolicy, Actor } from '../policy.ts'
import type { Access, View } from './access.ts'
import { inTime } from './in-time.ts'

/** A Connect cluster that has not answered for so long is given up: the others' answers do not wait for it. */
const SILENT = 6_000

interface Deps {
  access: Access
  policy: AccessPolicy
  clock: Clock
}

/** One Connect cluster's answer, or why there is none. */
export type Answered<T> = { cluster: ConnectCluster; view: View } & (
  | { answer: T; error?: undefined }
  | { answer?: undefined; error: ConnectError }
)

/** The connectors of one Connect cluster that an actor may see, or why they are not known. */
interface Names {
  refs: Ref[]
  errors: ConnectError[]
}

export type Ask<T> = (cluster: ConnectCluster, view: View, options: ReadOptions) => Promise<T>

export type Fleet = ReturnType<typeof createFleet>

/** Asks all Connect clusters that an actor may know of, side by side. */
export function createFleet({ access, policy, clock }: Deps) {
  async function answered<T>(cluster: ConnectCluster, view: View, until: number, ask: Ask<T>): Promise<Answered<T>> {
    try {
      const answer = await inTime(clock, until - clock.now(), (signal) => ask(cluster, view, { signal }))
      return { cluster, view, answer }
    } catch (error) {
      if (error instanceof ConnectError) return { cluster, view, error }
      throw error
    }
  }

  async function chosen(actor: Actor, only: string | undefined, limit: number) {
    return only === undefined ? access.visible(actor, limit) : [await access.named(actor, only, limit)]
  }

  /** Every visible Connect cluster, or one, with the answer that it is going to give. */
  async function asking<T>(actor: Actor, only: string | undefined, ask: Ask<T>, limit = SILENT) {
    if (!policy.mayEnter(actor)) throw new UserError('None of your roles lets you use Kafka Connect from here.')
    const until = clock.now() + limit
    const all = await chosen(actor, only, limit / 2)
    return all.map(({ cluster, view }) => ({ cluster, coming: answered(cluster, view, until, ask) }))
  }

  /** A fresh list of each Connect cluster, as they come in. @throws like `across` */
  async function lists(actor: Actor, only?: string): Promise<{ id: string; list: Promise<Names> }[]> {
    const all = await asking(actor, only, ({ client }, _, options) => client.names(options))
    return all.map(({ cluster: { id }, coming }) => ({ id, list: coming.then(namesIn) }))
  }

  return {
    lists,
    /**
     * Every visible Connect cluster's answer, or that of one. `limit`: after so many milliseconds a silent one is given up.
     * @throws UserError where the one is not there, or nothing on it is the actor's
     */
    async across<T>(actor: Actor, only: string | undefined, ask: Ask<T>, limit?: number): Promise<Answered<T>[]> {
      const all = await asking(actor, only, ask, limit)
      return Promise.all(all.map(({ coming }) => coming))
    },
    /** Every connector that the actor may see; silent Connect clusters are left out. */
    async refs(actor: Actor, only?: string): Promise<Ref[]> {
      const all = await Promise.all((await lists(actor, only)).map(({ list }) => list))
      return all.flatMap(({ refs }) => refs)
    },
    /** What the actor may have meant: at most 3, of what they may see. */
    closest(word: string, among: readonly Ref[]): Ref[] {
      const names = nearest(word, new Set(among.map(({ connector }) => connector)), 3)
      return names.flatMap((name) => among.filter(({ connector }) => connector === name)).slice(0, 3)
    },
  }
}

const namesIn = ({ cluster, view, answer = [], error }: Answered<string[]>): Names => ({
  refs: answer.filter((name) => view.sees(name)).map((connector) => ({ cluster: cluster.id, connector })),
  errors: error ? [error] : [],
})
