import { z } from 'zod'

/**
 * The fields that we use of single answers, lenient to older and newer versions: `null` and absent are the same,
 * states and types are open, fields that we do not know are dropped.
 */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

const type = z
  .string()
  .nullish()
  .transform((text) => text ?? 'unknown')

export const WorkerInfo = z.object({ version: z.string(), kafka_cluster_id: optionalText })

/** `status` is healthy, starting or unhealthy. */
export const WorkerHealth = z.object({ status: z.string(), message: optionalText })

export const Names = z.array(z.string())

const worker = z
  .string()
  .nullish()
  .transform((text) => text ?? 'unknown')

const Instance = z.object({ state: z.string(), worker_id: worker, trace: optionalText })

export const Status = z.object({
  name: z.string(),
  type,
  connector: Instance,
  tasks: z.array(Instance.extend({ id: z.int().min(0) })),
})

/** What one connector or task is doing. A restart plan shows RESTARTING beside the old `trace`: judge by `state`. */
export interface InstanceStatus {
  state: string
  worker_id: string
  trace?: string | undefined
}

export interface ConnectorStatus {
  name: string
  /** source, sink or unknown. */
  type: string
  connector: InstanceStatus
  tasks: (InstanceStatus & { id: number })[]
}

/** Entries, because a schema of records loses the key `__proto__`. */
const Entries = z
  .custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .transform((config) => Object.entries(config))
  .pipe(z.array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])])))

/**
 * `config` as it was given: secrets in clear, `${provider:path:key}` unresolved. Connect keeps a key whose value is null,
 * which is not the same as no such key: `nulls` holds them, for whoever writes a whole config back.
 */
export const ConnectorInfo = z
  .object({
    name: z.string(),
    type,
    config: Entries,
    tasks: z.array(z.object({ connector: z.string(), task: z.int().min(0) })),
  })
  .transform(({ config, ...info }) => ({
    ...info,
    config: Object.fromEntries(config.flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]))),
    nulls: Object.fromEntries(config.flatMap(([key, value]) => (value === null ? [[key, value]] : []))),
  }))

/** The answer is keyed by the connector that was asked about; a name such as `__proto__` is no key for an object. */
export const Topics = z
  .preprocess(
    (body) => (typeof body === 'object' && body !== null ? Object.values(body) : body),
    z.array(z.object({ topics: z.array(z.string()) })),
  )
  .transform((entries) => entries.flatMap((entry) => entry.topics))

/** Level by logger; null where it has none of its own. */
export const Loggers = z
  .record(z.string(), z.object({ level: z.string().nullish() }))
  .transform((loggers) => new Map(Object.entries(loggers).map(([name, { level }]) => [name, level ?? undefined])))

export const Plugins = z.array(
  z.object({
    class: z.string(),
    type: z.string(),
    // a worker's words for a plugin that does not tell
    version: optionalText.transform((version) => (/^(null|undefined)?$/.test(version ?? '') ? undefined : version)),
  }),
)
