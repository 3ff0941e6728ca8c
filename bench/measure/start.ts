import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figure, inTurns } from '../figure.ts'
import { startConnectClusters } from '../support/connect.ts'
import { type Program, startApp, startBareBolt, startSources } from '../support/programs.ts'
import { startLoadSlack } from '../support/slack.ts'

/**
 * From the start of the process until Slack has a socket to it. The first turn of each, which does not count, fills the
 * compile cache and makes the store.
 */
export async function measureStart(): Promise<Figure[]> {
  const slack = await startLoadSlack()
  const connect = await startConnectClusters(1, 1_000)
  const state = mkdtempSync(join(tmpdir(), 'kafka-connect-bench-'))
  const place = { slack, clusters: connect.clusters, state }
  try {
    const [built = Number.NaN, sources = Number.NaN, baseline] = await inTurns(
      () => timeOf(startApp(place)),
      () => timeOf(startSources(place)),
      () => timeOf(startBareBolt(place)),
    )
    return [
      figure({ name: 'start to ready', unit: 'ms', value: built, baseline, goal: { ratio: 2, value: 1_000 } }),
      figure({ name: 'start to ready, nothing built', unit: 'ms', value: sources, baseline }),
    ]
  } finally {
    await Promise.all([slack.close(), connect.close()])
    rmSync(state, { recursive: true })
  }
}

async function timeOf(starting: Promise<Program>): Promise<number> {
  const program = await starting
  await program.stop()
  return program.startedIn
}
