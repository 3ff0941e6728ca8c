import type { WatchedCluster } from './look.ts'
import type { Facts } from './routes.ts'

/** As many at once, and as many in one look: each is answered by the thread that also runs the Connect cluster. */
const AT_ONCE = 4
const MOST = 200

/**
 * The configs of connectors that are about to be told of, for the rules that ask for them; never kept. One that cannot
 * be read, or beyond the first 200, is left out: the rules that need no config route it.
 */
export async function readConfigs(
  client: WatchedCluster['client'],
  names: readonly string[],
  signal: AbortSignal,
): Promise<Facts> {
  const configs = new Map<string, Readonly<Record<string, string>>>()
  const waiting = names.slice(0, MOST)
  const reader = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const info = await client.connector(name, { signal }).catch(() => undefined)
      if (info) configs.set(name, info.config)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, reader))
  return configs
}
