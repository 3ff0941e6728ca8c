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

const took = (ms = 0) => (ms < 1_000 ? '' : `, took ${(ms / 1000).toFixed(1)} s`)

/** A refusal was said to the person: it stands there in those words. */
function endOf(outcome: AuditEntry['outcome'], detail = ''): string {
  if (outcome === undefined) return 'no outcome yet'
  const said = clip(oneLine(detail).replace(/\.$/, ''), 200)
  const quoted = outcome === 'refused' && said !== '' ? `“${said}”` : said
  return [outcome.replaceAll('-', ' '), quoted].filter((part) => part !== '').join(', ')
}

/** An entry without an outcome was begun and never completed: it runs, or its process ended. */
function line({ at, actor, action, outcome, detail, durationMs, permission, policies, ...ref }: AuditEntry): Span[] {
  const by = policies.length === 0 ? 'no policy' : clip(policies.map(oneLine).join('; '), 200)
  return [
    moment(at),
    { bold: ` ${shortName(actor.name)} ${oneLine(action)} ` },
    `${path(ref)}: ${endOf(outcome, detail)}${took(durationMs)} · ${permission} by ${by}`,
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
