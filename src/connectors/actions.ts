import type { ConnectClient, WaitOptions } from '../connect/client.ts'
import type { ConnectorStatus } from '../connect/schemas.ts'
import { instancesOf, NO_PLAN, type Plan } from './plan.ts'
import type { Permission } from './policy.ts'
import { RESTART_MODES, type RestartMode, restart, restartable, rests } from './restart.ts'
import { restarted } from './restarted.ts'
import { deleted, paused, running, type Settling, stopped } from './settled.ts'

export type ActionId = 'restart' | 'restart-task' | 'pause' | 'resume' | 'stop' | 'delete'

/** Timeless: Slack keeps it in the message until somebody clicks. */
export interface Confirmation {
  title: string
  text: string
}

/** One of several ways to run an action; the first of a row is what happens when nothing is said. */
export interface Mode {
  id: RestartMode
  label: string
  does: string
  confirm?: Confirmation
  offered(status: ConnectorStatus): boolean
}

export interface ActionOptions {
  task?: number | undefined
  mode?: RestartMode | undefined
}

/** What a row's `run` is given. */
interface Call extends ActionOptions {
  client: ConnectClient
  name: string
  /** Read just before. */
  status: ConnectorStatus
  /** Tells the person while a rebalance is waited out. */
  wait: WaitOptions
  /** Kafka Connect's version, asked for by the rows that need it. */
  version(): Promise<string>
  /** Keeps a config, encrypted, so that the connector can be recreated. */
  keep(config: Record<string, string | null>, state: string): Promise<void>
}

/**
 * One thing that an operator may do. Subcommand, help, button, confirmation, bulk form, refusal, audit entry and the
 * tests that try it without the right all come from its row; nothing about an action stands anywhere else.
 */
export interface Action {
  id: ActionId
  /** The subcommand. Two rows may share one: given a task's number, the row for tasks is meant. */
  verb: string
  label: string
  /** One sentence for help. */
  does: string
  /** "Ada started ‹noun› 2 s ago". */
  noun: string
  permission: Permission
  /** What it is done to: a task needs its number. */
  target: 'connector' | 'task'
  /** Where GitOps or an operator owns the connector it would be undone: refused there. */
  refusedWhereManaged: boolean
  /** Whether many connectors may be acted on at once. */
  bulk: boolean
  /** The action that takes it back: such actions just run. */
  inverse?: ActionId
  /** `confirm`: a dialog before it runs; `modal`: reads the state now and asks for the connector's name. */
  asks?: { by: 'confirm' | 'modal' } & Confirmation
  modes?: readonly [Mode, ...Mode[]]
  /** Whether it does something in this state. */
  offered(status: ConnectorStatus, task?: number): boolean
  run(call: Call): Promise<Plan>
  settles: Settling
}

const asking =
  (verb: 'pause' | 'resume' | 'stop') =>
  async ({ client, name, wait }: Call) => {
    await client[verb](name, wait)
    return NO_PLAN
  }

/** In the order in which buttons stand. */
export const ACTIONS: { readonly [Id in ActionId]: Action & { id: Id } } = {
  restart: {
    id: 'restart',
    verb: 'restart',
    label: 'Restart',
    does: 'Restarts what failed of a connector, or with --all or --connector more or less than that.',
    noun: 'a restart',
    permission: 'CONNECT_ALTER_STATE',
    target: 'connector',
    refusedWhereManaged: false,
    bulk: true,
    modes: RESTART_MODES,
    offered: (status) => RESTART_MODES.some((mode) => mode.offered(status)),
    run: async ({ version, mode = RESTART_MODES[0].id, ...call }) =>
      restart({ ...call, mode, version: await version() }),
    settles: restarted,
  },
  'restart-task': {
    id: 'restart-task',
    verb: 'restart',
    label: 'Restart task',
    does: 'Restarts one task.',
    noun: 'a restart of one task',
    permission: 'CONNECT_ALTER_STATE',
    target: 'task',
    refusedWhereManaged: false,
    bulk: false,
    // For a task of a stopped connector Connect answers "no known leader URL" for ever.
    offered: (status, task) => status.tasks.some((one) => one.id === task && restartable(status, one)),
    run: async ({ client, name, status, wait, task = Number.NaN }) => {
      await client.restartTask(name, task, wait)
      return { instances: instancesOf(status).filter((instance) => instance.task === task) }
    },
    settles: restarted,
  },
  pause: {
    id: 'pause',
    verb: 'pause',
    label: 'Pause',
    does: 'Pauses the connector: its tasks stay where they are and process nothing.',
    noun: 'a pause',
    permission: 'CONNECT_ALTER_STATE',
    target: 'connector',
    refusedWhereManaged: true,
    bulk: true,
    inverse: 'resume',
    // Of a failed connector only the tasks would pause, and it stays FAILED; pausing a stopped one would start it.
    offered: (status) => !rests(status) && status.connector.state !== 'FAILED',
    run: asking('pause'),
    settles: paused,
  },
  resume: {
    id: 'resume',
    verb: 'resume',
    label: 'Resume',
    does: 'Resumes a paused or stopped connector.',
    noun: 'a resume',
    permission: 'CONNECT_ALTER_STATE',
    target: 'connector',
    refusedWhereManaged: false,
    bulk: true,
    inverse: 'pause',
    offered: rests,
    run: asking('resume'),
    settles: running,
  },
  stop: {
    id: 'stop',
    verb: 'stop',
    label: 'Stop',
    does: 'Stops the connector: its tasks are shut down, config and offsets are kept.',
    noun: 'a stop',
    permission: 'CONNECT_ALTER_STATE',
    target: 'connector',
    refusedWhereManaged: true,
    bulk: true,
    inverse: 'resume',
    asks: {
      by: 'confirm',
      title: 'Stop this connector?',
      text: 'All tasks are shut down. Config and offsets are kept: Resume goes on from there.',
    },
    offered: (status) => status.connector.state !== 'STOPPED',
    run: asking('stop'),
    settles: stopped,
  },
  delete: {
    id: 'delete',
    verb: 'delete',
    label: 'Delete',
    does: 'Deletes the connector; offsets stay, and its config is kept for 30 days to recreate it.',
    noun: 'a delete',
    permission: 'CONNECT_DELETE',
    target: 'connector',
    refusedWhereManaged: true,
    bulk: false,
    asks: {
      by: 'modal',
      title: 'Delete connector',
      text: 'Offsets are kept: a connector of the same name resumes where this one stopped.',
    },
    offered: () => true,
    run: async ({ client, name, status, wait, keep }) => {
      const { config, nulls } = await client.connector(name, wait)
      await keep({ ...config, ...nulls }, status.connector.state)
      await client.remove(name)
      return NO_PLAN
    },
    settles: deleted,
  },
}
