import type { People } from '../../alerts/people.ts'
import type { Poster } from '../../alerts/poster.ts'
import type { RouteRule } from '../../alerts/routes.ts'
import type { Service } from '../../connectors/service/service.ts'
import type { Bulk } from '../bulk.ts'
import { createAlertActs } from './acts.ts'
import type { Edits } from './edits.ts'
import { createIncidents } from './incidents.ts'
import { createAlertLooks } from './looks.ts'
import { createMutes } from './mutes.ts'
import { createSample } from './sample.ts'

interface Deps {
  /** undefined: nothing is watched. */
  people: People | undefined
  rules: { channel: string; routes: readonly RouteRule[] } | undefined
  service: Service
  bulk: Bulk
  poster: Poster
  inTurn: Edits
  clock: { now(): number }
  clusterName: (id: string) => string
  /** POST to a response_url; rejects when Slack does not take it. */
  post: (url: string, body: Record<string, unknown>) => Promise<void>
}

/** What people see of incidents, and do about them. */
export function createAlerts({ people, rules, service, bulk, poster, inTurn, clock, clusterName, post }: Deps) {
  const incidents = createIncidents({ people, service })
  const mutes = createMutes({ incidents, service, clusterName })
  const sample = createSample({ poster, service, clock, alerts: rules })
  return {
    incidents,
    mutes,
    looks: createAlertLooks({ incidents, mutes, sample, clusterName }),
    acts: createAlertActs({ incidents, mutes, bulk, clusterName, inTurn, post }),
  }
}
