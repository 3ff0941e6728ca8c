import { randomUUID } from 'node:crypto'
import { UserError } from '../../errors.ts'
import { type Config, changesBetween } from '../form/config.ts'
import { type Draft, newDraft, readDraft, writeDraft } from '../form/draft.ts'
import type { Plugin } from '../form/known.ts'
import { createSecrecy } from '../form/secrecy.ts'
import type { ConnectCluster, Ref } from '../model.ts'
import type { Actor } from '../policy.ts'
import type { Records } from '../records.ts'
import type { Listed } from '../secrets.ts'
import type { Admission } from './admission.ts'
import { classOf, type DefinitionsOf, VERSION } from './definitions.ts'
import { METHODS } from './methods.ts'
import type { Places } from './places.ts'

interface Deps {
  admission: Admission
  places: Places
  definitions: DefinitionsOf
  records: Records
  secretKeys: Listed
}

/** A place for a new connector, with what can run there. */
export interface Offered {
  cluster: { id: string; name: string }
  plugins: (Plugin & { version?: string | undefined })[]
}

/** How forms begin, and where they are kept meanwhile. */
export function createStarts({ admission, places, definitions, records, secretKeys }: Deps) {
  const hiddenIn = (cluster: ConnectCluster, config: Config) => definitions.keysOfSecrets(cluster, config, secretKeys)

  /** Without it Connect takes the newest; a worker below 4.1 always does, and does not know the key. */
  async function versionKey(cluster: ConnectCluster, className: string, version: string | undefined) {
    const rows = (await definitions.pluginsSoon(cluster)).filter((row) => row.class === className)
    if (version === undefined || rows.every((row) => row.version === version)) return []
    const { keys } = (await definitions.ofConfig(cluster, className, new Map())).definitions
    return keys.has(VERSION) ? [[VERSION, version] as const] : []
  }

  /** What brings the earlier config of a restore back, its secrets apart. */
  function wayBack({ base, previous = base, hidden }: Draft) {
    const { hides } = createSecrecy({ keys: new Map(), errors: new Map() }, secretKeys, hidden)
    const holdsSecret = ([key]: [string, unknown]) =>
      [base.get(key), previous.get(key)].some((value) => value !== undefined && hides(key, value))
    const changes = [...changesBetween(base, previous)]
    return { secrets: changes.filter(holdsSecret), rest: changes.filter((change) => !holdsSecret(change)) }
  }

  /** @throws NotFound, NotAllowed, ConnectError */
  async function configOf(actor: Actor, ref: Ref, { needs, to }: { needs: 'CONNECT_INSPECT'; to: string }) {
    const { cluster } = await admission.admit(actor, ref, needs, to)
    const { config } = await admission.orNotFound(actor, ref, cluster.client.connector(ref.connector))
    return { cluster, config: new Map(Object.entries(config)) }
  }

  return {
    /** Where the actor may create something. */
    async formPlaces(actor: Actor): Promise<Offered['cluster'][]> {
      return (await places.creatable(actor)).map(({ id, name }) => ({ id, name }))
    },

    /** The same, `wanted` first. @throws UserError where the actor may create nothing, there or anywhere */
    async placesToCreate(actor: Actor, wanted?: string): Promise<[Offered['cluster'], ...Offered['cluster'][]]> {
      const [{ id, name }, ...others] = await places.choices(actor, wanted)
      return [{ id, name }, ...others.map((one) => ({ id: one.id, name: one.name }))]
    },

    /** The connector plugins there, each version once, wherever it is installed. @throws UserError, ConnectError */
    async formPlugins(actor: Actor, clusterId: string): Promise<Offered['plugins']> {
      const rows = await definitions.pluginsOf(await places.toCreate(actor, clusterId))
      const connectors = rows.filter(({ type }) => type === 'source' || type === 'sink')
      return [...new Map(connectors.map((row) => [JSON.stringify([row.class, row.version]), row])).values()]
    },

    /**
     * `version`: the one that is meant where the class is installed in several.
     * @throws UserError where the actor may create nothing there, ConnectError
     */
    async startCreate(actor: Actor, clusterId: string, className: string, version?: string): Promise<Draft> {
      const place = await places.toCreate(actor, clusterId)
      const meant = await versionKey(place, className, version)
      const changes = new Map([['connector.class', className], ...meant])
      return newDraft({
        id: randomUUID(),
        user: actor.id,
        cluster: place.id,
        class: className,
        editable: true,
        changes,
      })
    },

    /** The form on the config of now, to look at where the actor may not change it. */
    async startEdit(actor: Actor, { cluster, connector }: Ref): Promise<Draft> {
      const ref = { cluster, connector }
      const { cluster: place, config } = await configOf(actor, ref, METHODS.startEdit)
      const { readOnly } = await places.toLook(actor, ref)
      const hidden = await hiddenIn(place, config)
      const start = { ...ref, id: randomUUID(), user: actor.id, class: classOf(config), base: config, hidden }
      return newDraft({ ...start, editable: readOnly === undefined })
    },

    /** A new connector like this one. Its secrets stay behind, but for references; `left` names them. */
    async startClone(actor: Actor, ref: Ref, clusterId: string): Promise<{ draft: Draft; left: string[] }> {
      const { cluster: from, config } = await configOf(actor, ref, METHODS.startClone)
      const to = await places.toCreate(actor, clusterId)
      const cluster = to.id
      if (cluster !== from.id && !isInstalled(classOf(config), await definitions.pluginsOf(to))) {
        throw new UserError(`${classOf(config)} is not installed on ${to.name}. Install it, or choose another one.`)
      }
      const known = await definitions.ofConfig(from, classOf(config), config)
      const { hides } = createSecrecy(known.definitions, secretKeys)
      const left = [...config].filter(([key, value]) => hides(key, value)).map(([key]) => key)
      const changes = new Map([...config].filter(([key]) => key !== 'name' && !left.includes(key)))
      const draft = { id: randomUUID(), user: actor.id, cluster, class: classOf(config), editable: true, changes }
      return { draft: newDraft(draft), left }
    },

    /** An edit that brings an earlier config back. @throws UserError where it is no longer kept */
    async startRestore(actor: Actor, ref: Ref, version: string): Promise<Draft> {
      const { needs, to } = METHODS.startRestore
      await admission.admit(actor, ref, needs, to)
      const { cluster, config } = await configOf(actor, ref, METHODS.startEdit)
      const kept = await records.versions.get(version)
      if (kept?.cluster !== cluster.id || kept.connector !== ref.connector) {
        throw new UserError(`The earlier config of ${ref.connector} is no longer kept: edit the config instead.`)
      }
      const previous = new Map(Object.entries(kept.config))
      const hidden = await Promise.all([config, previous].map((each) => hiddenIn(cluster, each)))
      const draft = newDraft({
        cluster: cluster.id,
        connector: ref.connector,
        id: randomUUID(),
        user: actor.id,
        class: classOf(previous),
        editable: true,
        base: config,
        previous,
        hidden: hidden.flat(),
      })
      return { ...draft, changes: new Map(wayBack(draft).rest) }
    },

    /** The same draft with or without the earlier secrets, which are sealed in it; what else was changed stays. */
    async withSecrets(actor: Actor, draft: Draft, withSecrets: boolean): Promise<Draft> {
      await places.of(actor, draft)
      const changes = new Map(draft.changes)
      for (const [key, value] of wayBack(draft).secrets) {
        if (withSecrets) changes.set(key, value)
        else if (changes.get(key) === value) changes.delete(key)
      }
      return { ...draft, withSecrets, changes }
    },

    /** One's own; undefined when it has been saved or thrown away, or 7 days have passed. */
    async draft(actor: Actor, id: string): Promise<Draft | undefined> {
      const text = await records.drafts.get(id, actor.id)
      return text === undefined ? undefined : readDraft(id, actor.id, text)
    },

    async drafts(actor: Actor): Promise<{ draft: Draft; changedAt: number }[]> {
      const all = await records.drafts.list(actor.id)
      return all.flatMap(({ id, changedAt, text }) => {
        const draft = readDraft(id, actor.id, text)
        return draft ? [{ draft, changedAt }] : []
      })
    },

    keepDraft: (actor: Actor, draft: Draft): Promise<void> =>
      records.drafts.put({ id: draft.id, user: actor.id, text: writeDraft(draft) }),

    dropDraft: (actor: Actor, id: string): Promise<void> => records.drafts.remove(id, actor.id),
  }
}

/** Connect takes the simple name for the whole one. */
const isInstalled = (className: string, plugins: readonly Plugin[]) =>
  plugins.some((plugin) => plugin.class === className || plugin.class.split('.').at(-1) === className)
