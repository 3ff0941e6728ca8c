/** Stack traces as Connect writes them. */
export const trace = (exception: string, message: string, frame = 'com.acme.Sink.put(Sink.java:7)') =>
  [
    'org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.',
    '\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:637)',
    `Caused by: ${exception}${message === '' ? '' : `: ${message}`}`,
    '\tat java.base/java.net.Socket.connect(Socket.java:633)',
    `\tat ${frame}`,
    '',
  ].join('\n')

export const DATABASE_DOWN = trace('org.postgresql.util.PSQLException', 'Connection to db1.example.com:5432 refused.')
export const LOGIN_REFUSED = trace(
  'org.postgresql.util.PSQLException',
  'FATAL: password authentication failed for user "cdc"',
)
export const DISK_FULL = trace('java.io.IOException', 'No space left on device')
