import { Pool } from 'undici'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import { PluginConfig, Validation } from './definitions.ts'
import { ConnectError } from './errors.ts'
import { type Call, createHttp, type Reader } from './http.ts'
import type { ConfigChanges } from './message.ts'
import { type Offset, Offsets } from './offsets.ts'
import { needsLenientPaths, type Path, path, whyNotAddressable } from './path.ts'
import { ConnectorInfo, Loggers, Names, Plugins, Status, Topics, WorkerHealth, WorkerInfo } from './schemas.ts'
import { createStatusReader } from './status-reader.ts'
import { parseClasses, parseConfigs, parseStatuses } from './statuses.ts'
import { type Feature, supports } from './versions.ts'
import type { Limits, WorkerDeps } from './worker.ts'

const LIMITS: Limits = { read: 6_000, health: 12_000, write: 100_000, patience: 60_000, bytes: 256 * 1024 * 1024 }

export interface ConnectClientOptions
  extends Partial<Pick<WorkerDeps, 'headers' | 'tls' | 'dispatcher' | 'onRequest'>> {
  /** Of all workers that share one Connect cluster; credentials belong in `headers`. */
  urls: readonly string[]
  clock: Clock
  limits?: Partial<Limits>
  random?: () => number
}

export interface WaitOptions {
  /** Called once, when a rebalance is being waited out (up to a minute): the person deserves a word. */
  onRebalance?: () => void
  /** Of a write that is under way when it is aborted nobody knows whether it was done. */
  signal?: AbortSignal
}
export interface ReadOptions extends WaitOptions {
  /** No rebalance is waited out: for those who look again by themselves. */
  repeats?: false
}

export type Config = Readonly<Record<string, string>>

const Nothing = z.undefined()
const Classes = { parse: parseClasses }
const Configs = { parse: parseConfigs }

type Kind = Pick<Call<unknown>, 'limit' | 'changes' | 'repeats'>
type Extras = Partial<Omit<Call<unknown>, 'method' | 'path' | 'endpoint' | 'parse' | 'read'>>

const DEFAULTS = { query: '', body: undefined, alsoAnswers: [], signal: undefined, onRebalance: undefined } as const
const READ: Kind = { limit: 'read', changes: false, repeats: true }
const OFFSETS = { repeats: true, needs: 'alterOffsets' } as const
const WRITE: Kind = { limit: 'write', changes: true, repeats: false }

/**
 * One Connect cluster's REST API. Every method rejects with a ConnectError, or with the reason of its signal.
 * Reads, and what changes no config (pause, resume, stop, restarts), outlast a rebalance: Connect refuses because of one
 * before it does anything.
 */
export function createConnectClient(options: ConnectClientOptions) {
  const http = createHttp(options.urls, {
    headers: options.headers ?? {},
    tls: options.tls ?? {},
    clock: options.clock,
    limits: { ...LIMITS, ...options.limits },
    dispatcher: options.dispatcher ?? ((origin, poolOptions) => new Pool(origin, poolOptions)),
    onRequest: options.onRequest ?? (() => {}),
    random: options.random ?? Math.random,
  })

  async function send<T>(method: Call<T>['method'], at: Path, answer: Reader<T>, extras: Kind & Extras) {
    await refuseUnaddressable(at.parts)
    const reading = { parse: (body: unknown) => answer.parse(body), read: answer.read }
    return http.send<T>({ ...DEFAULTS, ...extras, ...reading, method, path: at.text, endpoint: at.endpoint })
  }
  const read = async <T>(at: Path, answer: Reader<T>, extras: Extras = {}) =>
    (await send('GET', at, answer, { ...READ, ...extras })).value
  const write = async <T>(
    method: 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    at: Path,
    answer: Reader<T>,
    extras: Extras = {},
  ) => (await send(method, at, answer, { ...WRITE, ...extras })).value

  /** The version is asked for anew each time: a Connect cluster is upgraded while we run, and few names need it. */
  async function refuseUnaddressable(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const isStrict = needsLenientPaths(name) && ((await supportedBy('strictPaths')) ?? true)
      const reason = whyNotAddressable(name, isStrict)
      if (reason) throw new ConnectError('rejected', reason)
    }
  }
  const statuses: Reader<ReturnType<typeof parseStatuses>> = { parse: parseStatuses, read: createStatusReader() }
  const info = (wait?: ReadOptions) => read(path`/`, WorkerInfo, wait)
  const supportedBy = async (feature: Feature) => supports((await info()).version, feature)

  return {
    info,
    /** A frozen broker leaves every status RUNNING; here it shows as unhealthy. */
    health: (wait?: ReadOptions) =>
      read(path`/health`, WorkerHealth, { ...wait, limit: 'health', alsoAnswers: [500, 503], needs: 'health' }),
    names: (wait?: ReadOptions) => read(path`/connectors`, Names, wait),
    /** By name; without connectors that were created some ms ago. While nothing changes, the same objects again. */
    statuses: (wait?: ReadOptions) => read(path`/connectors`, statuses, { ...wait, query: '?expand=status' }),
    /** Class by name. Takes Connect longer than statuses, the more so the more connectors there are. */
    classes: (wait?: ReadOptions) => read(path`/connectors`, Classes, { ...wait, query: '?expand=info' }),
    /** Config by name, secrets in clear. As slow as `classes`. */
    configs: (wait?: ReadOptions) => read(path`/connectors`, Configs, { ...wait, query: '?expand=info' }),
    /** Missing for some ms after a create, still there for seconds after a delete. */
    status: (name: string, wait?: ReadOptions) => read(path`/connectors/${name}/status`, Status, wait),
    connector: (name: string, wait?: ReadOptions) => read(path`/connectors/${name}`, ConnectorInfo, wait),
    /** An unknown connector has no topics: no error. */
    topics: (name: string, wait?: ReadOptions) =>
      read(path`/connectors/${name}/topics`, Topics, { ...wait, needs: 'topics' }),
    /** How far a connector has come. Takes Connect as long as a look into Kafka. */
    offsets: (name: string, wait?: ReadOptions) =>
      read(path`/connectors/${name}/offsets`, Offsets, { ...wait, limit: 'write', needs: 'offsets' }),
    /** Of a stopped connector only; those that are not named stay, `offset: null` takes one away. */
    alterOffsets: (name: string, offsets: readonly Offset[], wait?: WaitOptions) =>
      write('PATCH', path`/connectors/${name}/offsets`, z.unknown(), { ...wait, ...OFFSETS, body: { offsets } }),
    /** Of a stopped connector only: takes all away. */
    resetOffsets: (name: string, wait?: WaitOptions) =>
      write('DELETE', path`/connectors/${name}/offsets`, z.unknown(), { ...wait, ...OFFSETS }),
    /** Of the worker that answers: others may have other plugins. */
    plugins: (connectorsOnly: boolean, wait?: ReadOptions) =>
      read(path`/connector-plugins`, Plugins, { ...wait, query: `?connectorsOnly=${connectorsOnly}` }),
    /** `version`: a range too, as Maven writes it; without one the newest. Workers below 4.1 have one of each. */
    pluginConfig: (plugin: string, version?: string, wait?: ReadOptions) =>
      read(path`/connector-plugins/${plugin}/config`, PluginConfig, {
        ...wait,
        needs: 'pluginConfig',
        ...(version !== undefined && { query: `?${new URLSearchParams({ version })}` }),
      }),
    /** May open connections to what the config names, and take as long as a write (10 s and more). */
    validate: (plugin: string, config: Config, wait?: ReadOptions) =>
      write('PUT', path`/connector-plugins/${plugin}/config/validate`, Validation, {
        ...wait,
        body: { ...config, 'connector.class': plugin },
        config,
        changes: false,
        repeats: true,
      }),

    pause: (name: string, wait?: WaitOptions) =>
      write('PUT', path`/connectors/${name}/pause`, Nothing, { ...wait, repeats: true }),
    resume: (name: string, wait?: WaitOptions) =>
      write('PUT', path`/connectors/${name}/resume`, Nothing, { ...wait, repeats: true }),
    stop: (name: string, wait?: WaitOptions) =>
      write('PUT', path`/connectors/${name}/stop`, Nothing, { ...wait, repeats: true, needs: 'stop' }),

    /**
     * The plan marks what will be restarted as RESTARTING, beside the trace of old. A stopped connector gets a plan too,
     * and nothing happens; of a paused one what is restarted is PAUSED then, also what had failed. undefined: the connector
     * alone was restarted, as without options; below 3.0 they are ignored.
     */
    restart: (name: string, asked: { includeTasks: boolean; onlyFailed: boolean }, wait?: WaitOptions) => {
      const { includeTasks, onlyFailed } = asked
      const query = includeTasks || onlyFailed ? `?includeTasks=${includeTasks}&onlyFailed=${onlyFailed}` : ''
      return write('POST', path`/connectors/${name}/restart`, Status.optional(), { ...wait, query, repeats: true })
    },
    /** For a task of a stopped connector Connect answers as if it were rebalancing, for ever: look at the state first. */
    restartTask: (name: string, task: number, wait?: WaitOptions) =>
      write('POST', path`/connectors/${name}/tasks/${task}/restart`, Nothing, { ...wait, repeats: true }),

    /** Offsets are kept: a connector of the same name resumes where this one was. */
    remove: (name: string) => write('DELETE', path`/connectors/${name}`, Nothing),
    /** Refuses names that nobody could ask about afterwards. `initial_state` needs 3.7. */
    create: async (connector: {
      name: string
      config: ConfigChanges
      initial_state?: 'RUNNING' | 'PAUSED' | 'STOPPED'
    }) => {
      await refuseUnaddressable([connector.name])
      const { config } = connector
      return write('POST', path`/connectors`, ConnectorInfo, { body: connector, config, needs: 'initialState' })
    },
    /** Sends only what changes; null removes a key. Never creates. */
    patchConfig: async (name: string, changes: ConfigChanges) => {
      // Connect stores it as it is: the connector then has one name and its config another.
      if (Object.hasOwn(changes, 'name'))
        throw new ConnectError('rejected', 'The name of a connector cannot be changed.')
      const at = path`/connectors/${name}/config`
      return write('PATCH', at, ConnectorInfo, { body: changes, config: changes, needs: 'patchConfig' })
    },
    /** Replaces the whole config, and bounces the connector even if nothing changed. `created`: there was none. */
    putConfig: async (name: string, config: ConfigChanges) => {
      const at = path`/connectors/${name}/config`
      const { status, value } = await send('PUT', at, ConnectorInfo, { ...WRITE, body: config, config })
      return { created: status === 201, connector: value }
    },

    /** Of the worker that answers. */
    loggers: (wait?: ReadOptions) => read(path`/admin/loggers`, Loggers, wait),
    /** On all workers, also of the loggers below it. Before 3.7 only the worker that answers would be changed. */
    setLevel: (logger: string, level: string) =>
      write('PUT', path`/admin/loggers/${logger}`, Nothing, { query: '?scope=cluster', body: { level } }),

    /** Breaks off what is under way. */
    close: http.close,
  }
}
export type ConnectClient = ReturnType<typeof createConnectClient>
