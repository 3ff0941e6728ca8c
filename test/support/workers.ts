import { startConnect } from '../../sandbox/connect/server.ts'

/**
 * The workers that the client's contract is tested on: real ones where CONNECT_URLS names them (separated by commas),
 * else two of the stand-in. The tests must not know which.
 */
export async function startWorkers(): Promise<{ urls: readonly string[]; close(): Promise<void> }> {
  const real = process.env.CONNECT_URLS
  return real ? { urls: real.split(','), close: async () => {} } : startConnect({ workers: 2 })
}
