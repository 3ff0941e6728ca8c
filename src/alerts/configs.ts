import type { WatchedCluster } from './look.ts'
import type { Facts } from './routes.ts'

/** As many at once: each is answered by the thread that also runs the Connect cluster. */
const AT_ONCE = 4
/** As many in one look. */
export const MOST_CONFIGS = 200

/**
 * The configs of connectors that are about to be told of, for the rules that ask for them; never kept. One that cannot
 * be read now is left out: the rules that need no config route it. Rejects only with the signal's reason: what was not
 * read because of it is for the next watch to tell, in the right place.
 */
export async function readConfigs(
  client: WatchedCluster['client'],
  names: readonly string[],
  signal: AbortSignal,
): Promise<Facts> {
  const configs = new Map<string, Readonly<Record<string, string>>>()
  const waiting = [...names]
  const reader = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const info = await client.connector(name, { signal, repeats: false }).catch(() => undefined)
      if (info) configs.set(name, info.config)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, reader))
  signal.throwIfAborted()
  return configs
}
