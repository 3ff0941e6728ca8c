import { setMaxListeners } from 'node:events'
import { loggerEndpoints, pluginEndpoints, workerEndpoints } from './admin.ts'
import { type Clock, DELAYS, type Delays, realClock } from './clock.ts'
import { createConditions } from './conditions.ts'
import { connectorEndpoints } from './connectors.ts'
import { createControl } from './control.ts'
import { createDispatch } from './dispatch.ts'
import { createHerder } from './herder.ts'
import { createKnobs, type LogEntry } from './knobs.ts'
import { createLifecycle } from './lifecycle.ts'
import { offsetEndpoints } from './offsets.ts'
import { createPlugins } from './plugins.ts'
import { createWorkerPool } from './pool.ts'
import type { State } from './state.ts'
import { createSecrets, type SecretFiles } from './validate/secrets.ts'
import { createValidator } from './validate/validator.ts'
import { createWorkers } from './workers.ts'

export interface ConnectOptions {
  /** How many workers; default 1. */
  workers?: number
  /** One per worker; default: free ones. */
  ports?: readonly number[]
  /** Kafka's version, "4.3.1" by default: decides about endpoints, fields and texts. */
  version?: string
  kafkaClusterId?: string
  auth?: { user: string; password: string }
  /** What `${file:path:key}` resolves to; none: references stay as typed. */
  secrets?: SecretFiles
  clock?: Clock
  delays?: Partial<Delays>
  log?: (entry: LogEntry) => void
}

/**
 * A Connect cluster on loopback: the REST API of `workers` workers over one shared state.
 * `control` holds the knobs; `close` ends everything, also what hangs.
 */
export async function startConnect(options: ConnectOptions = {}) {
  const { clock = realClock, auth, log = () => undefined } = options
  const delays = { ...DELAYS, ...options.delays }
  let current = options.version ?? '4.3.1'
  const version = () => current
  const closing = new AbortController()
  const closed = closing.signal
  setMaxListeners(0, closed)

  const state: State = { connectors: new Map(), statuses: new Map() }
  const workers = createWorkers()
  const plugins = createPlugins(version)
  const validator = createValidator({ plugins, secrets: createSecrets(options.secrets ?? {}), version })
  const lifecycle = createLifecycle({ clock, delays, state, workers, closed })
  const herder = createHerder({ state, plugins, validator, lifecycle })
  const conditions = createConditions({ clock, delays, workers, state, closed })
  const knobs = createKnobs({ clock, workers, log, closed })
  const endpoints = [
    ...workerEndpoints(version, options.kafkaClusterId ?? 'MkU3OEVBNTcwNTJENDM2Qg'),
    ...connectorEndpoints({ state, herder, plugins, version }),
    ...offsetEndpoints(herder),
    ...pluginEndpoints(plugins, validator),
    ...loggerEndpoints(clock.now),
  ]
  const dispatch = createDispatch({ endpoints, conditions, version, auth })
  const pool = createWorkerPool({ workers, delays, lifecycle, listen: { dispatch, knobs, version, closed } })
  const urls = await pool.open(options.ports ?? Array<number>(options.workers ?? 1).fill(0))

  return {
    urls,
    control: {
      ...createControl({ state, herder, lifecycle, conditions, delays }),
      hang: knobs.hang,
      held: knobs.held,
      slow: knobs.slow,
      requests: knobs.requests,
      forgetRequests: knobs.forgetRequests,
      addPlugin: plugins.add,
      /** Lets a captured plugin block, crash or complain while it validates. */
      behave: plugins.behave,
      killWorker: pool.kill,
      startWorker: pool.start,
      setVersion: (next: string) => {
        current = next
      },
    },
    async close() {
      closing.abort()
      knobs.hang(false)
      await pool.close()
    },
  }
}
export type ConnectSandbox = Awaited<ReturnType<typeof startConnect>>
