/** The fleets that are measured: five tasks a connector; where one fails, its first task does. */

const TASKS = 5
/** Connect answers in the order of a hash set: nobody gets names that are sorted already. Prime to any power of ten. */
const STRIDE = 617

const FRAME = '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:636)\n'
/** As long as such traces are: 4 kB. */
const TRACE = [
  'org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.\n',
  FRAME.repeat(20),
  'Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "cdc"\n',
  FRAME.repeat(20),
].join('')

const WORKER = '10.20.30.40:8083'
const OTHER_WORKER = '10.20.30.41:8083'

/**
 * The body of `GET /connectors?expand=status` of a Connect cluster. `failing`: the share of its connectors that fail;
 * `moved`: so many of the others run on another worker.
 */
export function statusesOf(cluster: string, connectors: number, failing: number, moved = 0): string {
  const all = Array.from({ length: connectors }, (_, i) => {
    const n = (i * STRIDE) % connectors
    const name = `${cluster}-orders-postgres-sink-${String(n).padStart(5, '0')}`
    return [name, { status: statusOf(name, n < connectors * failing, n >= connectors - moved ? OTHER_WORKER : WORKER) }]
  })
  return JSON.stringify(Object.fromEntries(all))
}

function statusOf(name: string, fails: boolean, worker_id: string) {
  const tasks = Array.from({ length: TASKS }, (_, id) =>
    fails && id === 0 ? { id, state: 'FAILED', worker_id, trace: TRACE } : { id, state: 'RUNNING', worker_id },
  )
  return { name, connector: { state: 'RUNNING', worker_id }, tasks, type: 'sink' }
}
