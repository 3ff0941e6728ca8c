import { expect, it } from 'vitest'
import { ConnectError } from '../../src/connect/errors.ts'
import { instancesOf } from '../../src/connectors/plan.ts'
import { restart } from '../../src/connectors/restart.ts'

const instance = (state: string, trace?: string) => ({ state, worker_id: 'w', trace })
const statusOf = (...tasks: ReturnType<typeof instance>[]) => ({
  name: 'orders',
  type: 'sink',
  connector: instance('RUNNING'),
  tasks: tasks.map((task, id) => ({ id, ...task })),
})
type Status = ReturnType<typeof statusOf>

/** What settling is told to wait for when Connect answers with this plan. */
async function marksOf(status: Status, plan: Status) {
  const client = { restart: async () => plan, restartTask: async () => undefined }
  const call = { client, name: 'orders', status, mode: 'failed', version: '4.3.1', wait: {} } as const
  return (await restart(call)).instances
}

it.each([
  ['the old trace', instance('RESTARTING', 'x')],
  ['no trace, as the restart is under way already', instance('RESTARTING')],
  ['that it runs, as another worker has restarted it already', instance('RUNNING')],
])('a task that failed is known by its failure, where the plan shows %s', async (_, planned) => {
  const status = statusOf(instance('RUNNING'), instance('FAILED', 'x'))

  const marks = await marksOf(status, statusOf(instance('RUNNING'), planned))

  expect(marks).toEqual(instancesOf(status).filter(({ task }) => task === 1))
})

it('what failed after the look is known by the plan', async () => {
  const marks = await marksOf(statusOf(instance('RUNNING')), statusOf(instance('RESTARTING', 'x')))

  expect(marks).toEqual(instancesOf(statusOf(instance('FAILED', 'x'))).filter(({ task }) => task === 0))
})

it('tasks that a plan shows in any order are told in theirs', async () => {
  const status = statusOf(instance('FAILED', 'x'), instance('FAILED', 'x'))
  const plan = statusOf(instance('RESTARTING', 'x'), instance('RESTARTING', 'x'))

  const marks = await marksOf(status, { ...plan, tasks: plan.tasks.toReversed() })

  expect(marks.map(({ task }) => task)).toEqual([0, 1])
})

it.each([
  ['answers a restart with options without a plan', '4.3.1', [undefined, 0]],
  ['is below 3.0', '2.8.0', [0]],
])('of a Connect that %s, what was restarted before a refusal is told with what was not', async (_, version, begun) => {
  const status = statusOf(...['x', 'y', 'z'].map((trace) => instance('FAILED', trace)))
  const client = {
    restart: async () => undefined,
    async restartTask(_name: string, task: number) {
      if (task > 0) throw new ConnectError('rebalancing', 'no known leader URL')
      return undefined
    },
  }

  const plan = await restart({ client, name: 'orders', status, mode: 'failed', version, wait: {} })

  expect(plan.instances.map(({ task }) => task)).toEqual(begun)
  expect(plan.notes).toEqual(['tasks 1 and 2 could not be restarted (rebalancing)'])
})
