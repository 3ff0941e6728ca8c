import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, isOpen } from '../support/port.ts'
import { endWithProcess } from './guard.ts'
import { fetchPackages, requireJava } from './packages.ts'
import { type JavaProcess, startJava } from './processes.ts'
import { brokerProperties, jaas, LOG4J, workerProperties } from './settings.ts'

export interface LabOptions {
  /** Kafka's; default 4.3.1. */
  version?: string
  /** How many workers; default 2. */
  workers?: number
  auth?: { user: string; password: string }
  /** How long the tasks of a lost worker wait for it, in milliseconds; default 3,000, Connect's own is 300,000. */
  rebalanceDelay?: number
  /** Gets a line for every step that takes a while. */
  say?: (line: string) => void
}

const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg'
const READY_WITHIN = 90_000

/**
 * A real Kafka broker and real distributed Connect workers on loopback, each a process of its own. Everything they
 * write is in `dataDir`, which `stop` removes; `secretsDir` is where `${file:…}` may read. Should this process end
 * before `stop`, they end with it.
 * @throws Error that says what is missing or why a process ended; nothing is left running then
 */
export async function startLab({
  version = '4.3.1',
  workers = 2,
  auth,
  rebalanceDelay = 3_000,
  say = () => undefined,
}: LabOptions = {}) {
  await requireJava()
  say(`fetching Kafka ${version}`)
  const { libs, plugins } = await fetchPackages(version)
  const dataDir = await mkdtemp(`${tmpdir()}/connect-lab-`)
  const secretsDir = `${dataDir}/secrets`
  const [port = 0, controllerPort = 0, ...workerPorts] = await freePorts(2 + workers)
  const bootstrap = `127.0.0.1:${port}`
  const urls = workerPorts.map((workerPort) => `http://127.0.0.1:${workerPort}`)
  const running = new Map<string, JavaProcess>()

  const callOff = endWithProcess(() => {
    for (const process of running.values()) process.signal('SIGKILL')
  })

  const file = async (name: string, content: string) => {
    await writeFile(`${dataDir}/${name}`, content)
    return `${dataDir}/${name}`
  }
  const java = (name: string, main: string, args: string[], heapMegabytes: number, defines = {}) => {
    const log4j = { 'log4j2.configurationFile': `${dataDir}/log4j2.xml` }
    const logFile = `${dataDir}/${name}.log`
    return startJava({ name, libs, main, args, heapMegabytes, defines: { ...log4j, ...defines }, logFile })
  }
  const launch = (name: string, ...rest: [main: string, args: string[], heap: number, defines?: object]) => {
    const process = java(name, ...rest)
    running.set(name, process)
    return process
  }

  async function startBroker() {
    const settings = await file('broker.properties', brokerProperties({ data: dataDir, port, controllerPort }))
    const format = ['format', '-t', CLUSTER_ID, '-c', settings, '--ignore-formatted']
    await java('format', 'kafka.tools.StorageTool', format, 128).exited
    const broker = launch('broker', 'kafka.Kafka', [settings], 256)
    await until(() => isOpen(port), broker)
  }

  const workerName = (index: number) => `worker-${index}`

  async function startWorker(index: number) {
    const workerPort = workerPorts[index]
    if (workerPort === undefined) throw new Error(`the lab has no worker ${index}`)
    const settings = await file(
      `${workerName(index)}.properties`,
      workerProperties({
        port: workerPort,
        bootstrap,
        plugins,
        secrets: secretsDir,
        auth: auth !== undefined,
        rebalanceDelay,
      }),
    )
    const login = auth && { 'java.security.auth.login.config': await loginConfig(auth) }
    const main = 'org.apache.kafka.connect.cli.ConnectDistributed'
    const worker = launch(workerName(index), main, [settings], 320, { ...login })
    await until(() => isReady(`http://127.0.0.1:${workerPort}`, auth), worker)
  }
  const loginConfig = async ({ user, password }: { user: string; password: string }) =>
    file('jaas.conf', jaas(await file('users', `${user}=${password}\n`)))

  const named = (name: string) => {
    const process = running.get(name)
    if (!process) throw new Error(`the lab has no ${name} running`)
    return process
  }

  async function stop() {
    running.get('broker')?.signal('SIGCONT')
    const isWorker = ([name]: [string, JavaProcess]) => name !== 'broker'
    await Promise.all([...running].filter(isWorker).map(([, worker]) => worker.stop(5000)))
    await running.get('broker')?.stop(5000)
    callOff()
    await rm(dataDir, { recursive: true, force: true })
  }

  try {
    await mkdir(secretsDir)
    await file('log4j2.xml', LOG4J)
    say('starting the broker')
    await startBroker()
    say(`starting ${workers} workers`)
    await Promise.all(workerPorts.map((_, index) => startWorker(index)))
  } catch (error) {
    await stop()
    throw error
  }
  say(`ready: ${urls.join(' ')}`)

  return {
    version,
    urls,
    bootstrap,
    dataDir,
    secretsDir,
    /** The broker's port stays open and nothing answers any more, as if its machine hung. */
    freezeBroker: () => named('broker').signal('SIGSTOP'),
    async stopBroker() {
      await named('broker').stop(10_000)
      running.delete('broker')
    },
    /** On its old port; resolves when it takes connections. */
    startBroker,
    thawBroker: () => named('broker').signal('SIGCONT'),
    /** As a crash: without a word to the others. */
    async killWorker(index: number) {
      const worker = named(workerName(index))
      worker.signal('SIGKILL')
      await worker.exited
      running.delete(workerName(index))
    },
    /** As an upgrade does: its connectors are handed over. */
    async stopWorker(index: number) {
      await named(workerName(index)).stop(10_000)
      running.delete(workerName(index))
    },
    /** On its old port; resolves when it is ready. */
    startWorker,
    stop,
  }
}
export type Lab = Awaited<ReturnType<typeof startLab>>

/** Looks ten times a second. @throws Error when the process ends before, or after 90 s */
async function until(condition: () => Promise<boolean>, process: JavaProcess) {
  const deadline = Date.now() + READY_WITHIN
  while (!(await condition())) {
    await process.checkAlive()
    if (Date.now() > deadline) throw new Error('a part of the lab is not ready after 90 s')
    await sleep(100)
  }
}

/** Below 3.9 there is no `/health`: a list of connectors tells as much. */
async function isReady(url: string, auth: LabOptions['auth']): Promise<boolean> {
  const authorization = auth && `Basic ${btoa(`${auth.user}:${auth.password}`)}`
  const ask = (path: string) =>
    fetch(url + path, authorization ? { headers: { authorization } } : {}).catch(() => undefined)
  const health = await ask('/health')
  if (health?.status !== 404) return health?.status === 200
  const isJson = (response: Response | undefined) => response?.headers.get('content-type') === 'application/json'
  return isJson(await ask('/connectors'))
}
