import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Status } from '../../src/connect/schemas.ts'
import { HEALTHS, healthOf } from '../../src/connectors/health.ts'

/** "RUNNING: RUNNING FAILED": the connector's state, then its tasks' from 0. */
function status(states: string) {
  const [state = '', tasks = ''] = states.split(':').map((part) => part.trim())
  const ids = tasks.split(' ').filter(Boolean)
  return {
    name: 'orders',
    type: 'sink',
    connector: { state, worker_id: 'w1' },
    tasks: ids.map((taskState, id) => ({ id, state: taskState, worker_id: 'w1' })),
  }
}

describe('health', () => {
  it.each([
    ['RUNNING: RUNNING', 'healthy', '1 of 1 task running'],
    ['RUNNING: RUNNING RUNNING RUNNING', 'healthy', '3 of 3 tasks running'],
    ['RUNNING: FAILED RUNNING RUNNING', 'degraded', '1 of 3 tasks failed'],
    ['RUNNING: FAILED FAILED', 'failed', '2 of 2 tasks failed'],
    ['RUNNING: FAILED UNASSIGNED', 'degraded', '1 of 2 tasks failed'],
    ['RUNNING: FAILED SLEEPING', 'degraded', '1 of 2 tasks failed'],
    ['RUNNING:', 'starting', 'running without tasks'],
    ['RUNNING: UNASSIGNED RUNNING', 'rebalancing', '1 of 2 tasks unassigned'],
    ['RUNNING: RESTARTING RUNNING', 'starting', '1 of 2 tasks restarting'],
    ['RUNNING: PAUSED RUNNING', 'starting', '1 of 2 tasks still paused'],
    ['RUNNING: STOPPED', 'starting', '1 of 1 task still stopped'],
    ['RUNNING: SLEEPING RUNNING', 'unknown', '1 of 2 tasks in an unknown state: SLEEPING'],
    ['FAILED: RUNNING', 'failed', 'connector failed'],
    ['FAILED:', 'failed', 'connector failed'],
    ['FAILED: FAILED RUNNING', 'failed', 'connector failed, 1 of 2 tasks failed'],
    ['UNASSIGNED: UNASSIGNED', 'rebalancing', 'connector unassigned'],
    ['UNASSIGNED: FAILED', 'rebalancing', 'connector unassigned, 1 of 1 task failed'],
    ['RESTARTING: RUNNING', 'starting', 'connector restarting'],
    ['PAUSED: PAUSED', 'paused', 'paused'],
    ['PAUSED: PAUSED FAILED', 'paused', 'paused, 1 of 2 tasks failed'],
    ['STOPPED:', 'stopped', 'stopped'],
    ['DESTROYED: RUNNING', 'unknown', 'connector in an unknown state: DESTROYED'],
    ['constructor:', 'unknown', 'connector in an unknown state: constructor'],
  ])('of %s is %s: %s', (states, health, reason) => {
    expect(healthOf(status(states))).toMatchObject({ health, reason })
  })

  it('counts tasks and names the failed ones', () => {
    const verdict = healthOf(status('RUNNING: FAILED RUNNING FAILED'))

    expect(verdict).toMatchObject({ tasks: 3, failedTasks: [0, 2] })
  })

  it('goes by states, not by the old trace that Connect leaves beside them', () => {
    const [task] = status('RUNNING: RUNNING').tasks
    const recovered = {
      ...status('RUNNING:'),
      tasks: [{ id: 0, worker_id: 'w1', ...task, state: 'RUNNING', trace: 'x' }],
    }

    expect(healthOf(recovered).health).toBe('healthy')
  })

  it.each([
    ['running', 'healthy'],
    ['paused', 'paused'],
    ['stopped', 'stopped'],
    ['connector-failed', 'failed'],
    ['converter-failed', 'failed'],
    ['task-failed-on-start', 'failed'],
  ])('of the recorded status.%s.json is %s', (name, health) => {
    const recorded = readFileSync(new URL(`../fixtures/status.${name}.json`, import.meta.url), 'utf8')

    expect(healthOf(Status.parse(JSON.parse(recorded))).health).toBe(health)
  })

  it('sorts from the least to the most healthy, with a shape for each', () => {
    const rows = Object.values(HEALTHS)

    const sorted = rows.toSorted((a, b) => a.order - b.order).map((row) => row.word)
    expect(sorted.slice(0, 2)).toEqual(['failed', 'degraded'])
    expect(sorted.at(-1)).toBe('healthy')
    expect(new Set(rows.map((row) => row.shape)).size).toBe(rows.length)
  })
})
