import { supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import { applyChanges, type Config } from '../form/config.ts'
import { leaving } from '../form/difference.ts'
import type { Draft } from '../form/draft.ts'
import { createSecrecy } from '../form/secrecy.ts'
import { type Guard, refuseGuarded } from '../guards.ts'
import type { ConnectCluster, Origin } from '../model.ts'
import { NO_PLAN, type Plan } from '../plan.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import { alsoListed, type Listed } from '../secrets.ts'
import type { Admitted } from './admission.ts'
import type { DefinitionsOf } from './definitions.ts'
import { Conflict, contestedKeys, effective, writeChanges } from './edit.ts'
import type { Info } from './info.ts'
import { METHODS } from './methods.ts'
import type { Log } from './running.ts'
import { scrubbed } from './scrubbed.ts'
import type { Started, Tools, Writes } from './write.ts'

interface Deps {
  info: Info
  records: Records
  writes: Writes
  definitions: DefinitionsOf
  secretKeys: Listed
  guards: readonly Guard[]
  log: Log
}

interface Saving {
  draft: Draft
  /** The person has confirmed that kept secrets go to another place. */
  confirmed: boolean
  origin: Origin
  onProgress?: ((text: string) => void) | undefined
}

/** From a draft to what runs: a new connector, or the changed keys of one. */
export function createSaves({ info, records, writes, definitions, secretKeys, guards, log }: Deps) {
  /** What was secret when it came into the form is one to the last, whatever the config names by now. */
  const secretsOf = (cluster: ConnectCluster, { hidden }: Draft, config: Config) =>
    definitions.secretsOf(cluster, config, alsoListed(secretKeys, hidden))

  async function create(actor: Actor, { draft, origin, onProgress }: Saving): Promise<Started> {
    const config = applyChanges(draft.base, draft.changes)
    const name = config.get('name')?.trim() ?? ''
    if (name === '') throw new UserError('The connector needs a name. Give it one on the first page.')
    const ref = { cluster: draft.cluster, connector: name }
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
        const secrets = await secretsOf(cluster, draft, config)
        await scrubbed(cluster.client.create({ name, config: Object.fromEntries(config), ...initial }), secrets)
        return NO_PLAN
      },
    })
  }

  /** Under the claim: whatever was read before may be old. */
  async function change(admitted: Admitted, tools: Tools, { draft, confirmed }: Saving, actor: Actor): Promise<Plan> {
    const { cluster, ref } = admitted
    const { config, nulls } = await cluster.client.connector(ref.connector)
    const now = new Map(Object.entries(config))
    const contested = contestedKeys(draft.base, now, draft.changes)
    if (contested.length > 0)
      throw new Conflict(contested, now, await definitions.keysOfSecrets(cluster, now, secretKeys))
    const changes = effective(now, draft.changes)
    if (changes.size === 0) throw new UserError('The config is so already: nothing was sent, nothing restarts.')
    refuseGuarded(guards, actor, now, changes)
    const after = applyChanges(now, changes)
    const known = await definitions.ofConfig(cluster, draft.class, after)
    const secrecy = createSecrecy(known.definitions, secretKeys, draft.hidden)
    if (!confirmed && leaving(now, after, secrecy).endpoints.length > 0) {
      throw new UserError('This sends secrets that are kept to another place: confirm that first. Nothing was saved.')
    }
    const { version } = await info(cluster)
    const secrets = await Promise.all([now, after].map((each) => secretsOf(cluster, draft, each)))
    await tools.keepPrevious(config)
    const patches = supports(version, 'patchConfig') ?? true
    const written = writeChanges(cluster, ref.connector, { now, nulls }, changes, patches)
    return { ...NO_PLAN, notes: await scrubbed(written, secrets.flat()) }
  }

  function edit(actor: Actor, connector: string, saving: Saving): Promise<Started> {
    const { draft, origin, onProgress } = saving
    return writes.start({
      actor,
      ref: { cluster: draft.cluster, connector },
      origin,
      action: 'edit',
      permission: METHODS.save.edit,
      to: METHODS.save.to,
      request: { keys: [...draft.changes.keys()].toSorted() },
      refusedWhereManaged: true,
      onProgress,
      run: (admitted, tools) => change(admitted, tools, saving, actor),
    })
  }

  return {
    /**
     * Resolves once Connect has taken it; the draft is gone then.
     * @throws Conflict, Busy, NotFound, NotAllowed, UserError, ConnectError: nothing was changed, the draft is kept
     */
    async save(actor: Actor, saving: Saving): Promise<Started> {
      const { id, connector } = saving.draft
      const started = await (connector === undefined ? create(actor, saving) : edit(actor, connector, saving))
      // Connect has taken it, whatever becomes of the draft.
      await records.drafts.remove(id, actor.id).catch((error: unknown) => {
        log.error({ draft: id, error }, 'a draft that was saved could not be thrown away')
      })
      return started
    },
  }
}
