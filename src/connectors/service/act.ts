import { supports } from '../../connect/versions.ts'
import { UserError } from '../../errors.ts'
import { ACTIONS, type Action, type ActionId, type ActionOptions } from '../actions.ts'
import { type Guard, refuseGuarded } from '../guards.ts'
import type { Card, Origin, Ref } from '../model.ts'
import { NO_PLAN } from '../plan.ts'
import type { Actor } from '../policy.ts'
import type { DeletedConnector, Records } from '../records.ts'
import type { Listed } from '../secrets.ts'
import type { Access } from './access.ts'
import type { DefinitionsOf } from './definitions.ts'
import type { Info } from './info.ts'
import { METHODS } from './methods.ts'
import { notOffered } from './refusals.ts'
import { scrubbed } from './scrubbed.ts'
import type { Started, Writes } from './write.ts'

interface Deps {
  access: Access
  info: Info
  records: Records
  writes: Writes
  show(actor: Actor, ref: Ref): Promise<Card>
  guards: readonly Guard[]
  definitions: DefinitionsOf
  secretKeys: Listed
}

const RESTING = ['PAUSED', 'STOPPED'] as const

const asking = ({ id, permission, label, refusedWhereManaged }: Action) => ({
  action: id,
  permission,
  to: label.toLowerCase(),
  refusedWhereManaged,
})

type OnProgress = (text: string) => void

/** What operators may do to a connector. */
export function createActs({ access, info, records, writes, show, guards, definitions, secretKeys }: Deps) {
  async function kept(actor: Actor, deletedId: string): Promise<DeletedConnector> {
    const found = await records.deleted.get(deletedId)
    if (found && (await access.look(actor, found))) return found
    throw new UserError('The config of this connector is no longer kept: it can only be created anew.')
  }

  return {
    /** Which connector a kept config is of. @throws UserError when it is no longer kept, or not for this actor */
    async keptRef(actor: Actor, deletedId: string): Promise<Ref> {
      const { cluster, connector } = await kept(actor, deletedId)
      return { cluster, connector }
    },

    /** The connector that is about to be deleted, as it is now. @throws NotFound, NotAllowed, UserError, ConnectError */
    async deletePlan(actor: Actor, { cluster, connector }: Ref, origin: Origin): Promise<Card> {
      const ref = { cluster, connector }
      await writes.check({ ...asking(ACTIONS.delete), actor, ref, origin, request: {} })
      return show(actor, ref)
    },

    /** Runs a row of the action table. @throws like `writes.start`; UserError where it would do nothing */
    act(
      actor: Actor,
      action: ActionId,
      ref: Ref,
      options: ActionOptions,
      origin: Origin,
      onProgress?: OnProgress,
    ): Promise<Started> {
      const row = ACTIONS[action]
      const { task, mode = row.modes?.[0].id } = options
      return writes.start({
        actor,
        ref,
        origin,
        ...asking(row),
        task,
        request: mode === undefined ? {} : { mode },
        onProgress,
        run: async (admitted, tools) => {
          const { cluster } = admitted
          const { client } = cluster
          const status = await client.status(ref.connector, tools.wait)
          if (!row.offered(status, task)) throw notOffered(row, admitted, status, task)
          const version = async () => (await info(cluster)).version
          return row.run({ ...tools, client, name: ref.connector, status, task, mode, version })
        },
      })
    },

    /** Creates a deleted connector again, in the state it had (before 3.7: running). Kafka Connect kept its offsets. */
    async recreate(actor: Actor, deletedId: string, origin: Origin, onProgress?: OnProgress): Promise<Started> {
      const { cluster, connector, config, state } = await kept(actor, deletedId)
      return writes.start({
        actor,
        ref: { cluster, connector },
        origin,
        action: 'recreate',
        permission: METHODS.recreate.needs,
        to: METHODS.recreate.to,
        request: { deleted: deletedId },
        refusedWhereManaged: true,
        onProgress,
        run: async ({ cluster: place }) => {
          refuseGuarded(guards, actor, new Map(), new Map(Object.entries(config)))
          const initial = RESTING.find((rest) => rest === state)
          const takes = initial !== undefined && supports((await info(place)).version, 'initialState') === true
          const given = Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== null)
          const secrets = await definitions.secretsOf(place, new Map(given), secretKeys)
          const asked = place.client.create({ name: connector, config, ...(takes && { initial_state: initial }) })
          await scrubbed(asked, secrets)
          return NO_PLAN
        },
      })
    },
  }
}
