import { ConnectError } from '../../../src/connect/errors.ts'
import { ACTIONS } from '../../../src/connectors/actions.ts'
import { HEALTHS, type Health } from '../../../src/connectors/health.ts'
import type { Card, ClusterRows, Offer, Operation, Outcome, Row, TaskRow } from '../../../src/connectors/model.ts'

/** Texts that people, plugins and Connect may bring. */
export const AWKWARD: Record<string, string> = {
  ordinary: 'orders-pg-source',
  'of 500 characters': 'x'.repeat(500),
  'of 500 astral characters': '😀'.repeat(250),
  'of 5,000 characters': 'long '.repeat(1_000),
  'a mention': '<!channel> <@U1> <https://evil.example|click> & &lt;',
  markup: '*bold* _it_ ~no~ `code` > quote :tada: https://evil.example',
  'turned around': 'safe\u202Egnp.exe\u2066\u200B\uFEFF',
  'control characters': 'a\u0000b\u0007c\u001B[31md\u007F\u0085',
  'lone surrogates': 'x\uD83Dy\uDE00',
  'several lines': 'one\r\ntwo\nthree\tfour',
  empty: '',
  'a name of an object’s own': '__proto__',
}

export const HEALTH_NAMES = Object.keys(HEALTHS) as Health[]
export const AT = Date.UTC(2026, 10, 20, 14, 2, 11)

export const aRow = (change: Partial<Row> = {}): Row => ({
  cluster: 'prod',
  connector: 'orders-pg-source',
  type: 'source',
  verdict: { health: 'failed', reason: '1 of 1 task failed', tasks: 1, failedTasks: [0] },
  ...change,
})

export const aTask = (id: number, change: Partial<TaskRow> = {}): TaskRow => ({
  id,
  state: 'RUNNING',
  worker: 'worker-2:8083',
  ...change,
})

export const anOperation = (change: Partial<Operation> = {}): Operation => ({
  id: 'op1',
  cluster: 'prod',
  connector: 'orders-pg-source',
  action: 'restart-task',
  task: 0,
  actor: { id: 'U1', name: 'operator' },
  origin: { surface: 'command' },
  startedAt: AT - 2_000,
  expiresAt: AT + 60_000,
  ...change,
})

export const anOutcome = (change: Partial<Outcome> = {}): Outcome => ({
  kind: 'done',
  detail: '1 of 1 task running after 3 s',
  seconds: 3,
  ...change,
})

/** As for a degraded connector, which is offered most. */
const manyOffers = (tasks: readonly TaskRow[]): Offer[] =>
  Object.values(ACTIONS)
    .filter(({ id }) => id !== 'resume')
    .flatMap(({ id, target, modes }): Offer[] =>
      target === 'task'
        ? tasks.map((task) => ({ action: id, task: task.id }))
        : [{ action: id, modes: modes?.map((mode) => mode.id) ?? [] }],
    )

export function aCard(change: Partial<Card> = {}): Card {
  const tasks = change.tasks ?? [aTask(0, { state: 'FAILED', cause: { exception: 'PSQLException', message: 'FATAL' } })]
  return {
    cluster: 'prod',
    clusterName: 'Production',
    connector: 'orders-pg-source',
    type: 'source',
    verdict: { health: 'failed', reason: '1 of 1 task failed', tasks: tasks.length, failedTasks: [0] },
    worker: 'worker-1:8083',
    tasks,
    summary: { class: 'io.debezium.connector.postgresql.PostgresConnector', tasksMax: '1' },
    inspect: true,
    offers: manyOffers(tasks),
    ...change,
  }
}

export const aFleet = (rows: readonly Row[] = [aRow()], error?: ConnectError): ClusterRows[] => [
  { cluster: { id: 'prod', name: 'Production' }, rows: [...rows] },
  {
    cluster: { id: 'lab', name: 'Lab' },
    rows: [],
    error: error ?? new ConnectError('unreachable', 'connection refused'),
  },
]
