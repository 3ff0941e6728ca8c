import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Connector, Fault, Key } from './state.ts'

type Behaviour = (config: ReadonlyMap<string, string>, key: Key) => Fault | undefined

/** Failures that come from the config and the machine, as those connectors have them; by simple class name. */
const BEHAVIOURS: Record<string, Behaviour> = {
  FileStreamSinkConnector: (config, key) => {
    const file = config.get('file')
    if (key === 'connector' || !file || existsSync(dirname(file))) return undefined
    return { trace: fileNotFound(file), once: false }
  },
  MockSourceConnector: mock,
  MockSinkConnector: mock,
}

const MODES: Record<string, (key: Key) => boolean> = {
  'task-failure': (key) => key !== 'connector',
  'connector-failure': (key) => key === 'connector',
}

function mock(config: ReadonlyMap<string, string>, key: Key): Fault | undefined {
  const fails = MODES[config.get('mock_mode') ?? '']?.(key)
  const trace = key === 'connector' ? MOCK_CONNECTOR_TRACE : MOCK_TASK_TRACE
  return fails ? { trace, once: false, after: Number(config.get('delay_ms') ?? 15_000) } : undefined
}

/** What the plugin itself would do with this config. */
export const hiddenFault = (connector: Connector, key: Key): Fault | undefined =>
  BEHAVIOURS[simpleName(connector)]?.(connector.config, key)

/** Sources of a single stream, which make one task whatever `tasks.max` says. */
const ONE_TASK = new Set([
  'FileStreamSourceConnector',
  'MockSourceConnector',
  'PostgresConnector',
  'MirrorHeartbeatConnector',
])

/** How many tasks a connector makes of its config. */
export const taskCount = (connector: Connector) =>
  ONE_TASK.has(simpleName(connector)) ? 1 : Number(connector.config.get('tasks.max') ?? 1)

const simpleName = (connector: Connector) => connector.class.split('.').at(-1) ?? ''

const EXECUTOR = `\tat org.apache.kafka.connect.runtime.isolation.Plugins.lambda$withClassLoader$0(Plugins.java:252)
\tat java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)
\tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)
\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)
\tat java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)
\tat java.base/java.lang.Thread.run(Thread.java:840)
`

const MOCK_TASK_TRACE = `java.lang.RuntimeException
\tat org.apache.kafka.connect.tools.MockSourceTask.poll(MockSourceTask.java:66)
\tat org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.poll(AbstractWorkerSourceTask.java:483)
\tat org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.execute(AbstractWorkerSourceTask.java:366)
\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:243)
\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)
\tat org.apache.kafka.connect.runtime.AbstractWorkerSourceTask.run(AbstractWorkerSourceTask.java:83)
${EXECUTOR}`

const MOCK_CONNECTOR_TRACE = `java.lang.RuntimeException
\tat org.apache.kafka.connect.tools.MockConnector.lambda$start$0(MockConnector.java:80)
\tat java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)
\tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)
\tat java.base/java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask.run(ScheduledThreadPoolExecutor.java:304)
\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)
\tat java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)
\tat java.base/java.lang.Thread.run(Thread.java:840)
`

const fileNotFound = (
  file: string,
) => `org.apache.kafka.connect.errors.ConnectException: Couldn't find or create file '${file}' for FileStreamSinkTask
\tat org.apache.kafka.connect.file.FileStreamSinkTask.start(FileStreamSinkTask.java:74)
\tat org.apache.kafka.connect.runtime.WorkerSinkTask.initializeAndStart(WorkerSinkTask.java:338)
\tat org.apache.kafka.connect.runtime.WorkerTask.doStart(WorkerTask.java:191)
\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:242)
\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)
${EXECUTOR}Caused by: java.nio.file.NoSuchFileException: ${file}
\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)
\tat java.base/sun.nio.fs.UnixException.rethrowAsIOException(UnixException.java:106)
\tat java.base/sun.nio.fs.UnixException.rethrowAsIOException(UnixException.java:111)
\tat java.base/sun.nio.fs.UnixFileSystemProvider.newByteChannel(UnixFileSystemProvider.java:218)
\tat java.base/java.nio.file.spi.FileSystemProvider.newOutputStream(FileSystemProvider.java:484)
\tat java.base/java.nio.file.Files.newOutputStream(Files.java:228)
\tat org.apache.kafka.connect.file.FileStreamSinkTask.start(FileStreamSinkTask.java:70)
\t... 10 more
`
