import { type Generated, sql } from 'kysely'
import type { Migration } from './migrate.ts'

/** What is asked for or sorted by has a column of its own; the rest stands in the JSON column named like the thing. */
export interface AlertSchema {
  /** One row. */
  alert_lease: { id: number; epoch: number; expires_at: number }
  alert_clusters: { cluster: string; at: number; seen_at: number | null; looked: number; parts: string }
  alert_tracks: { cluster: string; connector: string; track: string }
  alert_incidents: { id: string; root: string; cluster: string; closed_at: number | null; incident: string }
  /** `rank`: the least healthy first. `left_at`: no longer failing. */
  alert_members: { incident: string; subject: string; left_at: number | null; rank: number; member: string }
  /** `unsaid`: 1 while Slack does not show what there is to show. */
  alert_roots: { id: string; channel: string; joined_at: number; unsaid: number; root: string }
  alert_lines: {
    id: Generated<number>
    root: string
    incident: string
    at: number
    urgent: number
    claimed_at: number | null
    line: string
  }
  alert_mutes: { id: string; until: number; mute: string }
  /** Of the last minute. */
  alert_edits: { at: number }
  /** Channels that take no alerts, as it was told. */
  alert_refusals: { channel: string; problem: string }
}

const STATEMENTS = [
  sql`create table alert_lease (
    id integer primary key check (id = 1), epoch integer not null, expires_at integer not null)`,
  sql`create table alert_clusters (
    cluster text primary key, at integer not null, looked integer not null, parts text not null)`,
  sql`create table alert_tracks (
    cluster text not null, connector text not null, track text not null, primary key (cluster, connector))`,
  sql`create table alert_incidents (
    id text primary key, root text not null, cluster text not null, closed_at integer, incident text not null)`,
  sql`create index alert_incidents_cluster on alert_incidents (cluster, closed_at)`,
  sql`create index alert_incidents_root on alert_incidents (root)`,
  sql`create table alert_members (
    incident text not null, subject text not null, left_at integer,
    rank integer not null, member text not null, primary key (incident, subject))`,
  sql`create index alert_members_subject on alert_members (subject)`,
  sql`create table alert_roots (
    id text primary key, channel text not null, joined_at integer not null, unsaid integer not null, root text not null)`,
  sql`create index alert_roots_channel on alert_roots (channel, joined_at)`,
  sql`create index alert_roots_unsaid on alert_roots (id) where unsaid = 1`,
  sql`create table alert_lines (
    id integer primary key autoincrement, root text not null, incident text not null, at integer not null,
    urgent integer not null, claimed_at integer, line text not null)`,
  sql`create index alert_lines_root on alert_lines (root)`,
  sql`create table alert_mutes (id text primary key, until integer not null, mute text not null)`,
]

export const createAlertTables: Migration = {
  name: '004-alerts',
  async up(db) {
    for (const statement of STATEMENTS) await statement.execute(db)
  },
}

export const addSeenAt: Migration = {
  name: '011-alert-seen-at',
  async up(db) {
    await sql`alter table alert_clusters add column seen_at integer`.execute(db)
  },
}

export const createRefusals: Migration = {
  name: '012-alert-refusals',
  async up(db) {
    await sql`create table alert_refusals (channel text primary key, problem text not null)`.execute(db)
  },
}

export const createEdits: Migration = {
  name: '013-alert-edits',
  async up(db) {
    await sql`create table alert_edits (at integer not null)`.execute(db)
  },
}

/** Several people snooze parts of one incident. */
export const listSnoozes: Migration = {
  name: '014-alert-snoozes',
  async up(db) {
    await sql`update alert_incidents
      set incident = json_set(
        json_remove(incident, '$.snoozed'), '$.snoozes', json_array(json_extract(incident, '$.snoozed')))
      where json_extract(incident, '$.snoozed') is not null`.execute(db)
  },
}

/** Whom a message calls is told by its lines, no more by its incidents: those that have not been posted yet. */
export const keepCalls: Migration = {
  name: '015-alert-calls',
  async up(db) {
    await sql`update alert_lines
      set line = json_set(line, '$.mention', (
        select json_extract(incident, '$.mention.group') from alert_incidents where id = alert_lines.incident))
      where json_extract(line, '$.event') in ('opened', 'reopened')
        and incident in (
          select id from alert_incidents where json_extract(incident, '$.mention.afterMs') = 0
            and json_extract(incident, '$.kind') in ('failed', 'waiting', 'unreachable', 'stuck', 'worker'))
        and root in (
          select id from alert_roots where json_extract(root, '$.state') in ('wanted', 'sending')
            and json_extract(root, '$.renewals') = 0)`.execute(db)
  },
}
