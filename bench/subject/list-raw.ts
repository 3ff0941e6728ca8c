import { Pool } from 'undici'
import { answers, cpuOf, repeat } from '../support/probe.ts'

/** The floor: GET the statuses of every Connect cluster, JSON.parse, nothing else. */
const pools = (process.env.BENCH_URLS ?? '').split(',').map((url) => new Pool(url))

async function list(): Promise<void> {
  await Promise.all(
    pools.map(async (pool) => {
      const { body } = await pool.request({ method: 'GET', path: '/connectors?expand=status' })
      JSON.parse(await body.text())
    }),
  )
}

answers('list', (times) => cpuOf(() => repeat(times, list)))
