import { randomUUID } from 'node:crypto'
import { supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import { applyChanges, type Config } from '../form/config.ts'
import { typesOf } from '../form/definitions.ts'
import { leaving } from '../form/difference.ts'
import type { Draft } from '../form/draft.ts'
import { createSecrecy } from '../form/secrecy.ts'
import { type Guard, refuseGuarded } from '../guards.ts'
import type { Origin, Outcome } from '../model.ts'
import { NO_PLAN } from '../plan.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import { type Listed, secretValues } from '../secrets.ts'
import type { Admission, Admitted } from './admission.ts'
import type { DefinitionsOf, Known } from './definitions.ts'
import { Conflict, contestedKeys, effective, writeChanges } from './edit.ts'
import type { Info } from './info.ts'
import { METHODS } from './methods.ts'
import { scrubbed } from './scrubbed.ts'
import type { Started, Writes } from './write.ts'

interface Deps {
  admission: Admission
  info: Info
  records: Records
  writes: Writes
  definitions: DefinitionsOf
  secretKeys: Listed
  guards: readonly Guard[]
  clock: { now(): number }
}

interface Saving {
  draft: Draft
  /** The person has confirmed that kept secrets go to another place. */
  confirmed: boolean
  origin: Origin
  onProgress?: ((text: string) => void) | undefined
}

/** From a draft to what runs: a new connector, or the changed keys of one. */
export function createSaves({ admission, info, records, writes, definitions, secretKeys, guards, clock }: Deps) {
  const secretsOf = ({ definitions: { keys } }: Known, config: Config) =>
    secretValues(Object.fromEntries(config), { types: typesOf(keys), listed: secretKeys })

  async function create(actor: Actor, { draft, origin, onProgress }: Saving): Promise<Started> {
    const config = applyChanges(draft.base, draft.changes)
    const name = config.get('name')?.trim() ?? ''
    if (name === '') throw new UserError('The connector needs a name. Give it one on the first page.')
    const ref = { cluster: draft.cluster, connector: name }
    await admission.admitNew(actor, ref)
    return writes.start({
      actor,
      ref,
      origin,
      action: 'create',
      permission: METHODS.save.create,
      to: 'create',
      request: { class: draft.class, keys: [...config.keys()].toSorted(), state: draft.state },
      refusedWhereManaged: true,
      onProgress,
      run: async ({ cluster }) => {
        refuseGuarded(guards, actor, draft.base, draft.changes)
        const initial = draft.state === 'RUNNING' ? {} : { initial_state: draft.state }
        const known = await definitions.ofConfig(cluster, draft.class, config)
        const created = cluster.client.create({ name, config: Object.fromEntries(config), ...initial })
        await scrubbed(created, secretsOf(known, config))
        return NO_PLAN
      },
    })
  }

  /** Under the claim: whatever was read before may be old. */
  async function change(admitted: Admitted, { draft, confirmed }: Saving, actor: Actor) {
    const { cluster, ref } = admitted
    const { config, nulls } = await cluster.client.connector(ref.connector)
    const now = new Map(Object.entries(config))
    const contested = contestedKeys(draft.base, now, draft.changes)
    if (contested.length > 0) throw new Conflict(contested, now)
    const changes = effective(now, draft.changes)
    if (changes.size === 0) throw new UserError('The config is so already: nothing was sent, nothing restarts.')
    refuseGuarded(guards, actor, now, changes)
    const after = applyChanges(now, changes)
    const known = await definitions.ofConfig(cluster, draft.class, after)
    const secrecy = createSecrecy(known.definitions, secretKeys)
    if (!confirmed && leaving(now, after, secrecy).endpoints.length > 0) {
      throw new UserError('This sends secrets that are kept to another place: confirm that first. Nothing was saved.')
    }
    const { version } = await info(cluster)
    const previous = randomUUID()
    const by = { id: actor.id, name: actor.name }
    await records.versions.keep({ ...ref, id: previous, replacedAt: clock.now(), by, config })
    const patches = supports(version, 'patchConfig') ?? true
    const written = writeChanges(cluster, ref.connector, { now, nulls }, changes, patches)
    const notes = await scrubbed(written, [...secretsOf(known, now), ...secretsOf(known, after)])
    return { previous, notes }
  }

  async function edit(actor: Actor, connector: string, saving: Saving): Promise<Started> {
    const { draft, origin, onProgress } = saving
    let written: Awaited<ReturnType<typeof change>> | undefined
    const started = await writes.start({
      actor,
      ref: { cluster: draft.cluster, connector },
      origin,
      action: 'edit',
      permission: METHODS.save.edit,
      to: METHODS.save.to,
      request: { keys: [...draft.changes.keys()].toSorted() },
      refusedWhereManaged: true,
      onProgress,
      run: async (admitted) => {
        written = await change(admitted, saving, actor)
        return NO_PLAN
      },
    })
    const told = (outcome: Outcome): Outcome =>
      written === undefined
        ? outcome
        : { ...outcome, previous: written.previous, detail: [outcome.detail, ...written.notes].join('; ') }
    return { ...started, settled: started.settled.then(told) }
  }

  return {
    /**
     * Resolves once Connect has taken it; the draft is gone then.
     * @throws Conflict, Busy, NotFound, NotAllowed, UserError, ConnectError: nothing was changed, the draft is kept
     */
    async save(actor: Actor, saving: Saving): Promise<Started> {
      const { id, connector } = saving.draft
      const started = await (connector === undefined ? create(actor, saving) : edit(actor, connector, saving))
      await records.drafts.remove(id, actor.id)
      return started
    },
  }
}
