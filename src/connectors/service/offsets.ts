import { randomUUID } from 'node:crypto'
import type { Clock } from '../../connect/clock.ts'
import type { Offset } from '../../connect/offsets.ts'
import { needs, supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import { healthOf } from '../health.ts'
import type { ConnectCluster, Origin, Ref } from '../model.ts'
import { keptElsewhere, type OffsetChange, offsetLine, readOffsets, resetAll } from '../offsets.ts'
import { instancesOf } from '../plan.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import { scrub } from '../secrets.ts'
import type { Admission } from './admission.ts'
import { changeOffsets } from './change-offsets.ts'
import type { Info } from './info.ts'
import { METHODS } from './methods.ts'
import { closedTo } from './refusals.ts'
import type { Started, Writes } from './write.ts'

interface Deps {
  admission: Admission
  info: Info
  records: Records
  writes: Writes
  clock: Clock
  stopping: AbortSignal
}

/** Where a connector stands, and whether the person may move it. */
export interface OffsetsNow {
  entries: Offset[]
  type: string
  /** Why they cannot be changed by this person, or at all; undefined where they can. */
  fixed: string | undefined
}

export interface OffsetsPlan extends Ref {
  id: string
  /** "2 of 2 tasks running" */
  state: string
  all: boolean
  changes: OffsetChange[]
}

/** Lines of the change that the audit log keeps. */
const LOGGED = 20

/** Offsets: read, planned, and changed as one operation that stops the connector and lets it go on as before. */
export function createOffsets({ admission, info, records, writes, clock, stopping }: Deps) {
  /** @throws NotFound, NotAllowed: it takes the right to stop and resume beside the one to edit */
  async function admitted(actor: Actor, ref: Ref): Promise<ConnectCluster> {
    const { needs: right, to } = METHODS.planOffsets
    await admission.admit(actor, ref, 'CONNECT_ALTER_STATE', to)
    const { cluster } = await admission.admit(actor, ref, right, to)
    const closed = closedTo(cluster, ref.connector, true)
    if (closed !== undefined) throw new UserError(`You may not ${to} ${ref.connector}: ${closed}`)
    if (supports((await info(cluster)).version, 'alterOffsets') === false) throw new UserError(needs('alterOffsets'))
    return cluster
  }

  async function plan(actor: Actor, ref: Ref, wanted: { text: string } | 'reset'): Promise<OffsetsPlan> {
    // It shows what they are now.
    await admission.admit(actor, ref, METHODS.offsets.needs, METHODS.offsets.to)
    const { client } = await admitted(actor, ref)
    const { connector } = ref
    const [entries, status, { config }] = await admission.orNotFound(
      actor,
      ref,
      Promise.all([client.offsets(connector), client.status(connector), client.connector(connector)]),
    )
    const elsewhere = keptElsewhere(config['connector.class'] ?? '')
    if (elsewhere !== undefined) throw new UserError(`${connector} keeps its offsets ${elsewhere}: change them there.`)
    const read = wanted === 'reset' ? { changes: resetAll(entries) } : readOffsets(wanted.text, entries)
    if ('problems' in read) {
      const [first] = read.problems
      throw new UserError(`Line ${first?.line}: ${first?.why}. Nothing was done.`)
    }
    if (read.changes.length === 0) throw new UserError('These are the offsets that it has. Nothing was done.')
    const all = wanted === 'reset'
    const shown = { id: randomUUID(), cluster: ref.cluster, connector, all, state: healthOf(status).reason, ...read }
    await records.previews.put({ id: shown.id, user: actor.id, text: JSON.stringify(shown) })
    return shown
  }

  return {
    /** @throws NotFound, NotAllowed */
    async offsets(actor: Actor, ref: Ref): Promise<OffsetsNow> {
      const { needs: right, to } = METHODS.offsets
      const { cluster } = await admission.admit(actor, ref, right, to)
      const { client } = cluster
      const reading = Promise.all([client.offsets(ref.connector), client.connector(ref.connector)])
      const [entries, { type, config }] = await admission.orNotFound(actor, ref, reading)
      const elsewhere = keptElsewhere(config['connector.class'] ?? '')
      const refusal = await admitted(actor, ref).then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof UserError) return error.message
          throw error
        },
      )
      return { entries, type, fixed: elsewhere === undefined ? refusal : `It keeps its offsets ${elsewhere}.` }
    },

    /** What would change; kept 15 minutes. @throws UserError for what cannot be read, or changes nothing */
    planOffsets: plan,

    /** Stops the connector, changes what was shown, and lets it go on as before. @throws like `writes.start` */
    async changeOffsets(
      actor: Actor,
      id: string,
      origin: Origin,
      onProgress?: (text: string) => void,
    ): Promise<Started> {
      const text = await records.previews.take(id, actor.id)
      if (text === undefined) throw new UserError(OVER)
      const { cluster, connector, changes, all }: OffsetsPlan = JSON.parse(text)
      const ref = { cluster, connector }
      const lines = changes.map(({ partition, to }) => scrub(offsetLine({ partition, offset: to })))
      const { needs: permission, to } = METHODS.changeOffsets
      return writes.start({
        actor,
        ref,
        origin,
        action: 'offsets',
        permission,
        to,
        request: all ? { reset: 'all' } : { offsets: lines.slice(0, LOGGED), count: lines.length },
        refusedWhereManaged: true,
        onProgress,
        run: async ({ cluster: { client } }, { wait }) => {
          await admitted(actor, ref)
          const status = await client.status(connector)
          await changeOffsets({ client, clock, connector, status, changes, all, wait, stopping, onProgress })
          return { instances: instancesOf(status) }
        },
      })
    },
  }
}

const OVER = 'This was done already, or is more than 15 minutes old. Nothing more was done: ask for it anew.'
