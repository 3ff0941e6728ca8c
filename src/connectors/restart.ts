import type { ConnectClient, WaitOptions } from '../connect/client.ts'
import { ConnectError } from '../connect/errors.ts'
import type { ConnectorStatus } from '../connect/schemas.ts'
import { supports } from '../connect/versions.ts'
import type { Mode } from './actions.ts'
import { isFailed, named } from './looks.ts'
import { type Instance, instancesOf, type Plan } from './plan.ts'

export type RestartMode = 'failed' | 'all' | 'connector'

/** Neither the connector nor its tasks are meant to run. */
export const rests = ({ connector }: ConnectorStatus) => ['PAUSED', 'STOPPED'].includes(connector.state)

/**
 * Whether a restart does something to it. Of a paused connector what had failed is PAUSED afterwards, and runs once it
 * is resumed; a resume alone leaves it FAILED. For a stopped one Connect answers RESTARTING and does nothing.
 */
export const restartable = (status: ConnectorStatus, { state }: { state: string }) =>
  status.connector.state === 'PAUSED' ? state === 'FAILED' : !rests(status)

export const RESTART_MODES: readonly [Mode, ...Mode[]] = [
  {
    id: 'failed',
    label: 'Restart what failed',
    does: 'Restarts the connector and those of its tasks that failed; what is healthy goes on.',
    offered: (status) => instancesOf(status).some((one) => isFailed(one) && restartable(status, one)),
  },
  {
    id: 'all',
    label: 'Restart all',
    does: 'Restarts the connector and all its tasks, healthy ones too.',
    confirm: {
      title: 'Restart all?',
      text: 'The connector and all its tasks are restarted, healthy ones too. No records are lost.',
    },
    offered: (status) => !rests(status),
  },
  {
    id: 'connector',
    label: 'Restart the connector only',
    does: 'Restarts the connector without its tasks.',
    offered: (status) => !rests(status),
  },
]

interface Restart {
  client: Pick<ConnectClient, 'restart' | 'restartTask'>
  name: string
  /** Read just before. */
  status: ConnectorStatus
  mode: RestartMode
  /** Kafka Connect's version: "4.3.1". */
  version: string
  wait: WaitOptions
}

/**
 * Restarts what failed, everything, or the connector without its tasks. Below 3.0 a worker ignores the options of
 * `restart` and restarts the connector alone (KIP-745), so there everything goes one by one.
 */
export async function restart({ client, name, status, mode, version, wait }: Restart): Promise<Plan> {
  const onlyFailed = mode === 'failed'
  const includeTasks = mode !== 'connector'
  const before = instancesOf(status)
  const wanted = before.filter((one) => (includeTasks || one.task === undefined) && (!onlyFailed || isFailed(one)))

  /** Ends where Connect refuses. `done`: what was restarted already, so that it is told of all the same. */
  async function oneByOne([next, ...rest]: readonly Instance[], done: Instance[] = []): Promise<Plan> {
    if (next === undefined) return { instances: done }
    try {
      if (next.task === undefined) await client.restart(name, { includeTasks: false, onlyFailed: false }, wait)
      else await client.restartTask(name, next.task, wait)
    } catch (error) {
      if (done.length === 0 || !(error instanceof ConnectError) || error.outcomeUnknown) throw error
      return { instances: done, notes: [`${named([next, ...rest])} could not be restarted (${error.kind})`] }
    }
    return oneByOne(rest, [...done, next])
  }

  if (!includeTasks || supports(version, 'restartOptions') === false) return oneByOne(wanted)
  const plan = await client.restart(name, { includeTasks, onlyFailed }, wait)
  if (plan) return { instances: marked(plan, before) }
  return oneByOne(
    wanted.filter(({ task }) => task !== undefined),
    before.slice(0, 1),
  )
}

/**
 * Connect shows RESTARTING, beside the old trace, on what it is going to restart; without the trace where the restart is
 * under way before the plan is made. Then what it was before says from what. What had failed and is not marked has
 * been restarted by then (seen on 3.9.1).
 */
function marked(plan: ConnectorStatus, before: readonly Instance[]): Instance[] {
  const hadFailed = (one: Instance) => before.some((old) => old.task === one.task && isFailed(old))
  return instancesOf(plan)
    .filter((one) => one.state === 'RESTARTING' || (!isFailed(one) && hadFailed(one)))
    .map((instance) => {
      const old = before.find(({ task }) => task === instance.task)
      if (instance.trace === undefined) return old ?? { ...instance, state: 'RUNNING' }
      return { ...instance, state: 'FAILED' }
    })
}
