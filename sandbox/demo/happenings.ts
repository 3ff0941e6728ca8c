import type { ConnectSandbox } from '../connect/server.ts'
import type { SlackSandbox } from '../slack/server.ts'
import type { Bot } from './bot.ts'
import type { Clusters } from './clusters.ts'
import { PROD, STAGING } from './connectors.ts'
import { databaseDown, LOGIN_REFUSED, POOL_EXHAUSTED } from './traces.ts'

/** Something that happens without anybody asking the bot for it: a button of the control panel. */
export interface Happening {
  id: string
  label: string
  does: string
  run(): void | Promise<void>
}

const REBALANCE_MS = 12_000
const LIMITED_S = 20
/** Between two happenings when they come by themselves. */
const PACE_MS = { least: 25_000, most: 60_000 }

const DATABASE = 'orders.db.internal'
const onDatabase = PROD.filter(({ config }) => config['database.hostname'] === DATABASE).map(({ name }) => name)
const tasksOf = ({ config }: (typeof PROD)[number]) => Number(config['tasks.max'])
const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(Math.random() * items.length)]

/** What the stand-ins can be made to do. */
export function createHappenings({ prod, staging }: Clusters, slack: SlackSandbox, bot: Bot): Happening[] {
  const every: [ConnectSandbox, typeof PROD][] = [
    [prod, PROD],
    [staging, STAGING],
  ]

  /** A connector that somebody has deleted or stopped cannot fail. */
  function attempt(act: () => void) {
    try {
      act()
    } catch {}
  }

  function failOne() {
    const running = PROD.filter(({ state, config }) => !state && config['connector.class']?.includes('Jdbc'))
    const victim = pick(running)
    if (!victim) return
    const task = Math.floor(Math.random() * tasksOf(victim))
    attempt(() => prod.control.failTask(victim.name, task, POOL_EXHAUSTED, { once: true }))
  }

  /** The workers that were killed: a living one cannot be started. */
  const dead = new Set<ConnectSandbox>()
  async function kill(connect: ConnectSandbox) {
    dead.add(connect)
    await connect.control.killWorker(0)
  }
  async function revive(connect: ConnectSandbox) {
    if (dead.delete(connect)) await connect.control.startWorker(0)
  }

  return [
    { id: 'fail-task', label: 'Fail a task', does: 'One task of a JDBC sink fails; a restart helps.', run: failOne },
    {
      id: 'database-down',
      label: 'Database down',
      does: `${onDatabase.length} connectors fail with one cause, and again after every restart.`,
      run() {
        for (const name of onDatabase) attempt(() => prod.control.failTask(name, 0, databaseDown(DATABASE)))
      },
    },
    {
      id: 'login-refused',
      label: 'Password changed',
      does: 'customers-pg-source can no longer log in.',
      run: () => attempt(() => prod.control.failTask('customers-pg-source', 0, LOGIN_REFUSED)),
    },
    {
      id: 'recover',
      label: 'Causes gone',
      does: 'Every cause is mended. What has failed stays failed until somebody restarts it.',
      run() {
        for (const [connect, seeds] of every) for (const { name } of seeds) attempt(() => connect.control.heal(name))
      },
    },
    {
      id: 'rebalance',
      label: 'Rebalance',
      does: `prod rebalances for ${REBALANCE_MS / 1000} s.`,
      run: () => prod.control.rebalance(REBALANCE_MS),
    },
    {
      id: 'kill-worker',
      label: 'Kill a worker',
      does: 'The first worker of prod dies; its tasks move some seconds later.',
      run: () => kill(prod),
    },
    {
      id: 'start-worker',
      label: 'Start the worker',
      does: 'It comes back.',
      run: () => revive(prod),
    },
    {
      id: 'cluster-down',
      label: 'staging down',
      does: 'No worker of staging can be reached.',
      run: () => kill(staging),
    },
    {
      id: 'cluster-up',
      label: 'staging up',
      does: 'It can be reached again.',
      run: () => revive(staging),
    },
    {
      id: 'slack-limit',
      label: 'Slack rate limit',
      does: 'Slack answers the next calls of each kind with 429.',
      run() {
        for (const method of ['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open', 'response_url'])
          slack.fail(method, { kind: 'rate-limited', retryAfter: LIMITED_S }, 2)
      },
    },
    {
      id: 'kill-bot',
      label: 'Kill the bot',
      does: 'As kill -9, in the middle of whatever it does.',
      run: () => bot.stop('SIGKILL'),
    },
    { id: 'start-bot', label: 'Start the bot', does: 'It finishes what it had begun.', run: () => bot.start() },
  ]
}

/** Some of them, of their own accord and at a gentle pace. */
export function createCourse(happenings: readonly Happening[]) {
  const gentle = ['fail-task', 'fail-task', 'login-refused', 'rebalance', 'recover']
  let timer: NodeJS.Timeout | undefined

  function next() {
    const wait = PACE_MS.least + Math.random() * (PACE_MS.most - PACE_MS.least)
    timer = setTimeout(async () => {
      const id = pick(gentle)
      await happenings.find((happening) => happening.id === id)?.run()
      next()
    }, wait)
    timer.unref()
  }

  return {
    running: () => timer !== undefined,
    set(on: boolean) {
      clearTimeout(timer)
      timer = undefined
      if (on) next()
    },
  }
}
