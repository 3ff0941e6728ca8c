import { describe, expect, it } from 'vitest'
import type { ConnectorStatus } from '../../src/connect/schemas.ts'
import { ACTIONS, type ActionId } from '../../src/connectors/actions.ts'
import type { RestartMode } from '../../src/connectors/restart.ts'

const statusOf = (connector: string, ...tasks: string[]): ConnectorStatus => ({
  name: 'orders-sink',
  type: 'sink',
  connector: { state: connector, worker_id: 'w1' },
  tasks: tasks.map((state, id) => ({ id, state, worker_id: 'w1' })),
})

const offered = (status: ConnectorStatus): ActionId[] =>
  Object.values(ACTIONS)
    .filter((row) => row.offered(status, 0))
    .map(({ id }) => id)

describe('an action is offered where it does something', () => {
  it.each<[string, ConnectorStatus, ActionId[]]>([
    ['running', statusOf('RUNNING', 'RUNNING'), ['restart', 'restart-task', 'pause', 'stop', 'delete']],
    ['with a failed task', statusOf('RUNNING', 'FAILED'), ['restart', 'restart-task', 'pause', 'stop', 'delete']],
    ['failed', statusOf('FAILED', 'RUNNING'), ['restart', 'restart-task', 'stop', 'delete']],
    ['paused', statusOf('PAUSED', 'PAUSED'), ['resume', 'stop', 'delete']],
    [
      'paused with a failed task',
      statusOf('PAUSED', 'FAILED'),
      ['restart', 'restart-task', 'resume', 'stop', 'delete'],
    ],
    ['paused, another task failed', statusOf('PAUSED', 'PAUSED', 'FAILED'), ['restart', 'resume', 'stop', 'delete']],
    ['stopped', statusOf('STOPPED'), ['resume', 'delete']],
    ['unassigned', statusOf('UNASSIGNED', 'UNASSIGNED'), ['restart', 'restart-task', 'pause', 'stop', 'delete']],
    ['without tasks', statusOf('RUNNING'), ['restart', 'pause', 'stop', 'delete']],
    ['in a state of a later Connect', statusOf('LEVITATING'), ['restart', 'pause', 'stop', 'delete']],
  ])('%s', (_, status, actions) => {
    expect(offered(status)).toEqual(actions)
  })

  it.each<[string, ConnectorStatus, RestartMode[]]>([
    ['where nothing failed', statusOf('RUNNING', 'RUNNING'), ['all', 'connector']],
    ['where a task failed', statusOf('RUNNING', 'RUNNING', 'FAILED'), ['failed', 'all', 'connector']],
    ['where the connector failed', statusOf('FAILED'), ['failed', 'all', 'connector']],
    ['where what failed is paused as well', statusOf('PAUSED', 'FAILED'), ['failed']],
    ['where all is stopped', statusOf('STOPPED'), []],
  ])('a restart %s', (_, status, modes) => {
    expect(ACTIONS.restart.modes?.filter((mode) => mode.offered(status)).map(({ id }) => id)).toEqual(modes)
  })
})

describe('the table', () => {
  const rows = Object.entries(ACTIONS)

  it.each(rows)('%s stands under its own id and has words for people', (id, row) => {
    expect(row.id).toBe(id)
    expect(row.does).toMatch(/^[A-Z].*\.$/)
    expect(row.label).toMatch(/^[A-Z]/)
  })

  it.each(rows)('%s that cannot be taken back asks first, or is a restart', (_, row) => {
    expect(row.inverse !== undefined || row.asks !== undefined || row.verb === 'restart').toBe(true)
  })

  it('an inverse is offered after what it takes back', () => {
    expect(ACTIONS[ACTIONS.pause.inverse ?? 'delete'].offered(statusOf('PAUSED', 'PAUSED'))).toBe(true)
    expect(ACTIONS[ACTIONS.stop.inverse ?? 'delete'].offered(statusOf('STOPPED'))).toBe(true)
    expect(ACTIONS[ACTIONS.resume.inverse ?? 'delete'].offered(statusOf('RUNNING', 'RUNNING'))).toBe(true)
  })

  it('delete has no bulk form', () => {
    expect(ACTIONS.delete.bulk).toBe(false)
  })
})
