import { toLine } from './draft.ts'
import type { Incident } from './model.ts'
import type { AlertTables } from './records.ts'
import { bump } from './storm.ts'

/**
 * Ends what is followed of Connect clusters that are configured no more: nobody would ever see it recover. If one comes
 * back, it is looked at as for the first time.
 */
export async function endUnwatched(tables: AlertTables, watched: ReadonlySet<string>, at: number): Promise<void> {
  const known = [...(await tables.states()).keys()]
  const open = await tables.open()
  const gone = new Set([...known, ...open.map(({ cluster }) => cluster)].filter((cluster) => !watched.has(cluster)))
  for (const incident of open) if (gone.has(incident.cluster)) await endOne(tables, incident, at)
  for (const cluster of gone) await tables.forget(cluster)
}

async function endOne(tables: AlertTables, incident: Incident, at: number): Promise<void> {
  const { id, root: rootId, since, restarts } = incident
  const fate = 'unwatched'
  const line = toLine({ event: 'recovered', fate, ms: at - since.to, restarts }, { at, before: at })
  await tables.saveIncident({ ...incident, closed: { from: at, to: at, fate } })
  const root = await tables.root(rootId)
  if (!root || root.state === 'lost') return
  await tables.addLines(rootId, id, [line])
  await tables.saveRoot(bump(root, [line], at))
}
