import { UserError } from '../../errors.ts'
import type { Draft } from '../form/draft.ts'
import type { ConnectCluster, Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Access, View } from './access.ts'
import type { Admission } from './admission.ts'
import { METHODS } from './methods.ts'
import { closedTo } from './refusals.ts'

/** Where a draft belongs, and what its person may do with it now. */
export interface Place {
  cluster: ConnectCluster
  /** Why it can only be looked at; undefined where it may be saved. */
  readOnly: string | undefined
}

export type Places = ReturnType<typeof createPlaces>

/** The rights behind every form. They are decided anew at each page: a form may be open for days. */
export function createPlaces({ access, admission }: { access: Access; admission: Admission }) {
  /** Connect clusters on which the actor may create something, and that take it. */
  const creatable = async (actor: Actor): Promise<ConnectCluster[]> =>
    (await access.visible(actor)).filter(takesNew).map(({ cluster }) => cluster)

  /** @throws UserError where the actor may create nothing */
  async function toCreate(actor: Actor, id: string): Promise<ConnectCluster> {
    const found = await access.named(actor, id)
    if (takesNew(found)) return found.cluster
    const closed = found.view.some('CONNECT_CREATE') && closedTo(found.cluster, '', false)
    if (closed) throw new UserError(closed)
    throw admission.refusal(`You may not create connectors on ${id}: that takes CONNECT_CREATE there.`)
  }

  /** Those, `wanted` before the others. @throws UserError where the actor may create nothing, there or anywhere */
  async function choices(actor: Actor, wanted: string | undefined): Promise<[ConnectCluster, ...ConnectCluster[]]> {
    const all = await creatable(actor)
    const first = wanted === undefined ? all[0] : await toCreate(actor, wanted)
    if (first) return [first, ...all.filter((one) => one !== first)]
    throw admission.refusal('You may not create connectors: that takes CONNECT_CREATE.')
  }

  /** Who may inspect sees the config; the reason why they may not change it, if they may not. */
  async function toLook(actor: Actor, ref: Ref): Promise<Place> {
    const { needs, to } = METHODS.startEdit
    const { cluster } = await admission.admit(actor, ref, needs, to)
    const closed = closedTo(cluster, ref.connector, true)
    if (closed !== undefined) return { cluster, readOnly: closed }
    const refusal = await toEdit(actor, ref).catch((error: unknown) => {
      if (error instanceof UserError) return error.message
      throw error
    })
    return { cluster, readOnly: typeof refusal === 'string' ? refusal : undefined }
  }

  const toEdit = (actor: Actor, ref: Ref) => admission.admit(actor, ref, METHODS.save.edit, METHODS.save.to)

  return {
    creatable,
    toCreate,
    choices,
    toLook,
    /** @throws NotFound, NotAllowed, UserError: also where what the person might do at first was withdrawn */
    async of(actor: Actor, draft: Draft): Promise<Place> {
      if (draft.connector === undefined) return { cluster: await toCreate(actor, draft.cluster), readOnly: undefined }
      const ref = { cluster: draft.cluster, connector: draft.connector }
      const place = await toLook(actor, ref)
      if (draft.editable && place.readOnly !== undefined) {
        await toEdit(actor, ref)
        throw new UserError(place.readOnly)
      }
      return place
    },
  }
}

const takesNew = ({ cluster, view }: { cluster: ConnectCluster; view: View }) =>
  view.some('CONNECT_CREATE') && !cluster.readOnly
