import type { Kysely } from 'kysely'
import type { ClusterState, Step } from '../alerts/incidents.ts'
import type { Track } from '../alerts/model.ts'
import { inChunks } from './chunks.ts'
import type { Schema } from './schema.ts'

/** What is remembered of every Connect cluster from look to look. */
export async function readStates(db: Kysely<Schema>): Promise<Map<string, ClusterState>> {
  const tracks = Map.groupBy(await db.selectFrom('alert_tracks').selectAll().execute(), ({ cluster }) => cluster)
  const rows = await db.selectFrom('alert_clusters').selectAll().execute()
  return new Map(
    rows.map(({ cluster, at, seen_at, looked, parts }) => [
      cluster,
      {
        at,
        ...(seen_at !== null && { seenAt: seen_at }),
        looked: looked === 1,
        parts: new Map<string, Track>(JSON.parse(parts)),
        tracks: new Map((tracks.get(cluster) ?? []).map(({ connector, track }) => [connector, JSON.parse(track)])),
      },
    ]),
  )
}

export async function saveState(
  db: Kysely<Schema>,
  cluster: string,
  { at, seenAt, looked, parts, tracks }: Step,
): Promise<void> {
  const row = { at, seen_at: seenAt ?? null, looked: looked ? 1 : 0, parts: JSON.stringify([...parts]) }
  await db
    .insertInto('alert_clusters')
    .values({ cluster, ...row })
    .onConflict((conflict) => conflict.column('cluster').doUpdateSet(row))
    .execute()
  for (const [connector, track] of tracks)
    if (track === undefined)
      await db.deleteFrom('alert_tracks').where('cluster', '=', cluster).where('connector', '=', connector).execute()
  const kept = [...tracks].flatMap(([connector, track]) =>
    track === undefined ? [] : [{ cluster, connector, track: JSON.stringify(track) }],
  )
  for (const chunk of inChunks(kept))
    await db
      .insertInto('alert_tracks')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['cluster', 'connector']).doUpdateSet((eb) => ({ track: eb.ref('excluded.track') })),
      )
      .execute()
}

export async function forgetState(db: Kysely<Schema>, cluster: string): Promise<void> {
  await db.deleteFrom('alert_clusters').where('cluster', '=', cluster).execute()
  await db.deleteFrom('alert_tracks').where('cluster', '=', cluster).execute()
}
