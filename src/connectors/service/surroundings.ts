import type { Clock } from '../../connect/clock.ts'
import { type Config, listOf } from '../form/config.ts'
import type { ConnectCluster } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Access } from './access.ts'
import { inTime } from './in-time.ts'

/** What a form may suggest from the other connectors that a person may inspect. */
export interface Surroundings {
  /** Topics that they name. */
  topics: readonly string[]
  /** Names of the config providers that their references use. */
  providers: readonly string[]
  /** Them, with the topics that sinks among them read. */
  others: readonly { name: string; topics: readonly string[] }[]
}

const FRESH = 60_000
/** A form does not wait longer for mere suggestions. */
const PATIENCE = 1_500

export const ALONE: Surroundings = { topics: [], providers: [], others: [] }

interface Other {
  name: string
  topics: string[]
  reads: string[]
  providers: string[]
}

/** One request per Connect cluster and minute; of the configs only this much is kept. */
export function createSurroundings(clock: Clock, access: Access) {
  const kept = new Map<string, { at: number; all: Promise<Other[]> }>()

  function othersOn({ id, client }: ConnectCluster): Promise<Other[]> {
    const found = kept.get(id)
    if (found && clock.now() - found.at < FRESH) return found.all
    const all = client.configs().then((configs) => [...configs].map(([name, config]) => otherOf(name, config)))
    kept.set(id, { at: clock.now(), all })
    all.catch(() => kept.delete(id))
    return all
  }

  return async function surroundingsOf(actor: Actor, cluster: ConnectCluster): Promise<Surroundings> {
    const found = await access.on(actor, cluster.id)
    const all = await inTime(clock, PATIENCE, () => othersOn(cluster)).catch((): Other[] => [])
    const seen = all.filter(({ name }) => found?.view.can('CONNECT_INSPECT', name).allowed)
    return {
      topics: distinct(seen.flatMap(({ topics }) => topics)),
      providers: distinct(seen.flatMap(({ providers }) => providers)),
      others: seen.map(({ name, reads }) => ({ name, topics: reads })),
    }
  }
}

function otherOf(name: string, config: Config): Other {
  const reads = listOf(config.get('topics'))
  return {
    name,
    reads,
    topics: [...reads, ...listOf(config.get('topic'))],
    providers: [...config.values()].flatMap((value) =>
      [...value.matchAll(/\$\{([^{}:]+):/g)].map(([, provider = '']) => provider),
    ),
  }
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].toSorted()
