import type { Mute } from '../../alerts/model.ts'
import type { Ref } from '../../connectors/model.ts'
import { isPattern, PATTERN_FORMS } from '../../connectors/pattern.ts'
import { PERIOD_FORMS, parsePeriod } from '../../connectors/period.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Ask, Shown } from '../ask.ts'
import { mutedView, unmutedView } from '../views/alert-list.ts'
import { listNames } from '../views/words.ts'
import { parseWords } from '../words.ts'
import type { Incidents } from './incidents.ts'

interface Deps {
  incidents: Incidents
  service: Service
  clusterName: (id: string) => string
}

export type Muting = 'mute' | 'unmute'
export type Mutes = ReturnType<typeof createMutes>

const ALTER = 'CONNECT_ALTER_STATE'
/** Where a pattern covers what the person may not alter, its connectors are muted one by one: so many at most. */
const MOST = 50
const VALUED: ReadonlySet<string> = new Set(['cluster'])

/** Keeping alerts quiet during maintenance. */
export function createMutes({ incidents, service, clusterName }: Deps) {
  /** `prod/orders-* 2h moving the database` */
  async function parse(actor: Actor, text: string) {
    const { words, flags } = parseWords(text, VALUED)
    const [written = '', ...others] = words.map((word) => word.text)
    const ids = await service.clusterIds(actor)
    const named = flags.get('cluster')
    const cluster = typeof named === 'string' ? named : ids.find((id) => written.startsWith(`${id}/`))
    const pattern = cluster !== undefined && named === undefined ? written.slice(cluster.length + 1) : written
    if (!isPattern(pattern)) {
      throw new UserError(
        `Which connectors? Give ${PATTERN_FORMS}, as in “mute orders-* 2h new disks”. Nothing was done.`,
      )
    }
    return { pattern, cluster, clusters: ids.filter((id) => cluster === undefined || id === cluster), others }
  }

  /** What of a Connect cluster may be muted: the pattern, but for what is refused by name, or the names that it matches. */
  async function partsOf(actor: Actor, cluster: string, pattern: string, matched: readonly Ref[]) {
    const { allowed, refused } = await service.among(actor, matched, ALTER)
    const { all, except } = await service.covers(actor, cluster, ALTER, pattern)
    // A name with a star would be a pattern of others as well.
    const names = allowed.map(({ connector }) => connector).filter((name) => !name.includes('*'))
    const parts = all ? [{ pattern, ...(except.length > 0 && { except }) }] : names.map((name) => ({ pattern: name }))
    return { parts: parts.map((part) => ({ ...part, cluster })), allowed, refused }
  }

  async function mute({ actor }: Ask, text: string): Promise<Shown> {
    const people = incidents.people()
    const { pattern, cluster, clusters, others } = await parse(actor, text)
    const [period = '', ...reason] = others
    const ms = parsePeriod(period)
    if (ms === undefined) throw new UserError(`For how long? Give ${PERIOD_FORMS} after the pattern. Nothing was done.`)
    const listed = await service.list(actor, { pattern, ...(cluster !== undefined && { cluster }) })
    const places = await Promise.all(
      clusters.map((id) =>
        partsOf(actor, id, pattern, listed.clusters.find((one) => one.cluster.id === id)?.rows ?? []),
      ),
    )
    const wanted = places.flatMap(({ parts }) => parts)
    if (wanted.length === 0) throw new UserError(`There is nothing to mute: that takes ${ALTER} on what it matches.`)
    if (wanted.length > MOST)
      throw new UserError(
        `You may alter only some of these, and they are too many to mute one by one: use a narrower pattern. Nothing was done.`,
      )
    const { id, name } = actor
    const why = reason.length > 0 ? { reason: reason.join(' ').slice(0, 200) } : {}
    const mutes: Mute[] = []
    for (const one of wanted) mutes.push(await people.mute({ ...one, ms, by: { id, name }, ...why }))
    const refused = places.flatMap((place) => place.refused)
    const connectors = places.reduce((sum, { allowed }) => sum + allowed.length, 0)
    return mutedView({ mutes, connectors, left: listNames(refused) }, clusterName)
  }

  /** One's own, or what one may alter. */
  async function mayEnd(actor: Actor, { by, cluster, pattern, except: spared = [] }: Mute): Promise<boolean> {
    if (by.id === actor.id) return true
    if (cluster === undefined) return false
    const { all, except } = await service.covers(actor, cluster, ALTER, pattern)
    return all && except.every((one) => spared.includes(one))
  }

  async function end(actor: Actor, found: readonly Mute[]): Promise<Shown> {
    const may = await Promise.all(found.map((one) => mayEnd(actor, one)))
    const ended = found.filter((_, n) => may[n])
    if (ended.length === 0) throw new UserError(found.length === 0 ? NONE : NOT_YOURS)
    for (const { id } of ended) await incidents.people().unmute(id)
    return unmutedView(ended, clusterName)
  }

  return {
    run: { mute, unmute: async ({ actor }: Ask, text: string) => end(actor, await named(actor, text)) },
    endOne: async ({ actor }: Ask, id: string) =>
      end(
        actor,
        (await incidents.people().mutes()).filter((one) => one.id === id),
      ),
    /** Those that a person has set, or whose connectors they may see. */
    async visible(actor: Actor): Promise<Mute[]> {
      const all = await incidents.people().mutes()
      const refs = all.map(({ cluster = '', pattern }) => ({ cluster, connector: pattern }))
      const seen = await Promise.all(refs.map((ref) => service.among(actor, [ref], ALTER)))
      return all.filter(({ by }, n) => by.id === actor.id || seen[n]?.hidden === 0)
    },
  }

  async function named(actor: Actor, text: string): Promise<Mute[]> {
    const { pattern, clusters } = await parse(actor, text)
    const all = await incidents.people().mutes()
    return all.filter((one) => one.pattern === pattern && (one.cluster === undefined || clusters.includes(one.cluster)))
  }
}

const NONE = 'There is no such mute: “alerts” lists them. Nothing was done.'
const NOT_YOURS = `Somebody else set this mute: ending it takes ${ALTER} on all that it covers. Nothing was done.`
