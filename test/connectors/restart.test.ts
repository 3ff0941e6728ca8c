import { expect, it } from 'vitest'
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
  const client = { restart: async () => ({ plan, ignored: false }), restartTask: async () => undefined }
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
