import type { WaitOptions } from '../../connect/client.ts'
import type { ConnectorStatus, InstanceStatus } from '../../connect/schemas.ts'
import { UserError } from '../../errors.ts'
import { rootCause } from '../cause.ts'
import { type Cause, healthOf } from '../health.ts'
import { isFailed } from '../looks.ts'
import type { Card, Operation, Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import { type Listed, scrub, secretValues } from '../secrets.ts'
import type { Admission, Admitted } from './admission.ts'
import type { DefinitionsOf } from './definitions.ts'
import { METHODS, type OnConnector } from './methods.ts'
import { offersOn } from './refusals.ts'

interface Deps {
  admission: Admission
  /** The operation under way on a connector. */
  pending: (ref: Ref) => Promise<Operation | undefined>
  definitions: DefinitionsOf
  /** Config keys that the administrator calls secret. */
  secretKeys: Listed
}

/** Reads of one connector; `wait` tells of a rebalance that is waited out. All throw NotFound, NotAllowed, ConnectError. */
export function createReads({ admission, pending, definitions, secretKeys }: Deps) {
  /** Lets a read through, and answers what Connect does not find like what the actor may not see. */
  const reading =
    <Rest extends unknown[], T>(method: OnConnector, read: (admitted: Admitted, ...rest: Rest) => Promise<T>) =>
    async (actor: Actor, ref: Ref, ...rest: Rest): Promise<T> => {
      const { needs, to } = METHODS[method]
      const admitted = await admission.admit(actor, ref, needs, to)
      return admission.orNotFound(actor, ref, read(admitted, ...rest))
    }

  return {
    /** Two requests, or one without CONNECT_INSPECT. */
    show: reading('show', async (admitted, wait?: WaitOptions): Promise<Card> => {
      const { cluster, ref, may } = admitted
      const inspect = may('CONNECT_INSPECT')
      const [status, info, operation] = await Promise.all([
        cluster.client.status(ref.connector, wait),
        inspect ? cluster.client.connector(ref.connector, wait) : undefined,
        pending(ref),
      ])
      const known = info && secretValues(info.config, { listed: secretKeys })
      const cause = (instance: InstanceStatus) => (known ? causeIn(instance, known) : {})
      return {
        ...ref,
        clusterName: cluster.name,
        type: status.type,
        verdict: healthOf(status),
        worker: status.connector.worker_id,
        tasks: status.tasks.map((task) => ({ id: task.id, state: task.state, worker: task.worker_id, ...cause(task) })),
        ...cause(status.connector),
        ...(info && { summary: summaryOf(info.config) }),
        inspect,
        offers: offersOn(admitted, status),
        ...(operation && { pending: operation }),
      }
    }),

    /**
     * Read anew and scrubbed, also of the secrets in the connector's config, by what the class defines: fails where Connect
     * does not tell that, since what could be a secret is not shown then. Without `task`: the connector's own, or that
     * of its first failed task: beside another state Connect may leave a trace of old.
     * @throws UserError where there is none
     */
    trace: reading('trace', async (admitted, task?: number, wait?: WaitOptions) => {
      const { cluster, ref } = admitted
      const { client } = cluster
      const [status, { config }] = await Promise.all([
        client.status(ref.connector, wait),
        client.connector(ref.connector, wait),
      ])
      const found = traced(status, task)
      if (found === undefined) {
        const who = task === undefined ? 'neither the connector nor a task has failed' : `task ${task} has not failed`
        throw new UserError(`${ref.connector} has no stack trace: ${who}.`)
      }
      const known = await definitions.secretsOf(cluster, new Map(Object.entries(config)), secretKeys)
      return { task: found.task, cause: rootCause(found.trace, known), text: scrub(found.trace, known) }
    }),

    topics: reading(
      'topics',
      async ({ cluster, ref }, wait?: WaitOptions): Promise<string[]> =>
        (await cluster.client.topics(ref.connector, wait)).toSorted(),
    ),
  }
}

/** The state decides: Connect may leave the old trace beside one that is well again. */
function causeIn({ state, trace }: InstanceStatus, known: readonly string[]): { cause?: Cause } {
  const cause = state === 'FAILED' && trace !== undefined ? rootCause(trace, known) : undefined
  return cause ? { cause } : {}
}

function traced({ connector, tasks }: ConnectorStatus, wanted: number | undefined) {
  const all = [{ ...connector, task: undefined }, ...tasks.map((task) => ({ ...task, task: task.id }))]
  const isMeant = wanted === undefined ? isFailed : ({ task }: (typeof all)[number]) => task === wanted
  const found = all.find((one) => one.trace && isMeant(one))
  return found?.trace === undefined ? undefined : { task: found.task, trace: found.trace }
}

type Config = Readonly<Record<string, string>>

const classOf = (config: Config) => config['connector.class'] ?? 'unknown'

function summaryOf(config: Config): NonNullable<Card['summary']> {
  const topics = config.topics ?? config['topics.regex']
  return { class: classOf(config), tasksMax: config['tasks.max'] ?? '1', ...(topics !== undefined && { topics }) }
}
