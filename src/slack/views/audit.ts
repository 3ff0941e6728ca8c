import type { AuditEntry } from '../../connectors/records.ts'
import type { Target } from '../ids.ts'
import { type Message, message } from './blocks.ts'
import { moment } from './date.ts'
import { pagedLines } from './lines.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, oneLine, shortName } from './text.ts'
import { path } from './words.ts'

interface Audit {
  /** Newest first. */
  entries: readonly AuditEntry[]
  page: number
  /** The filters, so that another page has them too. */
  again: Target
}

const took = (ms: number | undefined) => (ms === undefined ? '' : `, ${(ms / 1000).toFixed(1)} s`)

/** An entry without an outcome was begun and never completed: it runs, or its process ended. */
function line({ at, actor, action, outcome, detail, durationMs, permission, policies, ...ref }: AuditEntry): Span[] {
  const end = outcome === undefined ? 'no outcome yet' : `${outcome}${detail ? `, ${clip(oneLine(detail), 200)}` : ''}`
  const by = policies.length === 0 ? 'no policy' : clip(policies.map(oneLine).join('; '), 200)
  return [
    moment(at),
    { bold: ` ${shortName(actor.name)} ${oneLine(action)} ` },
    `${path(ref)}: ${end}${took(durationMs)} · ${permission} by ${by}`,
  ]
}

/** Who did what to which connector, under which policy, and how it ended. */
export function auditView({ entries, page, again }: Audit): Message {
  const found =
    entries.length === 0 ? 'No audit entries for that' : count(entries.length, 'audit entry', 'audit entries')
  return message(found, [
    paragraph([{ bold: found }]),
    ...pagedLines(entries.map(line), { look: 'audit', page, again }),
  ])
}
