import { applyChanges } from '../form/config.ts'
import { typesOf } from '../form/definitions.ts'
import { type Difference, differenceOf, leaving } from '../form/difference.ts'
import type { Draft } from '../form/draft.ts'
import { buildForm, type Form } from '../form/pages.ts'
import { createSecrecy } from '../form/secrecy.ts'
import { type Warning, warningsOf } from '../form/warnings.ts'
import { type Guard, refuseGuarded } from '../guards.ts'
import type { Actor } from '../policy.ts'
import { alsoListed, type Listed } from '../secrets.ts'
import type { Admission } from './admission.ts'
import type { DefinitionsOf, Known } from './definitions.ts'
import { METHODS } from './methods.ts'
import type { Places } from './places.ts'
import { ALONE, type createSurroundings, type Surroundings } from './surroundings.ts'

interface Deps {
  admission: Admission
  places: Places
  definitions: DefinitionsOf
  surroundings: ReturnType<typeof createSurroundings>
  secretKeys: Listed
  guards: readonly Guard[]
}

/** A draft as its person may see it now. */
export interface Shown {
  form: Form
  cluster: { id: string; name: string }
  /** Why nothing can be changed; undefined where it can. */
  readOnly: string | undefined
  surroundings: Surroundings
}

export interface Review {
  difference: Difference[]
  warnings: Warning[]
  /** What would be sent elsewhere: to be confirmed. */
  leaving: { endpoints: string[]; secrets: string[] }
}

/** What Connect said of a draft. */
export interface Checked extends Known {
  /** Keys of kept secrets that it was not given, since it would have sent them to another place: it may object for want of them. */
  withheld: readonly string[]
}

/** What a form shows. Every method decides the person's rights anew. */
export function createForms({ admission, places, definitions, surroundings, secretKeys, guards }: Deps) {
  async function shown(actor: Actor, draft: Draft, known: Known): Promise<Shown> {
    const { cluster, readOnly } = await places.of(actor, draft)
    const [plugins, around] = await Promise.all([
      definitions.pluginsSoon(cluster),
      readOnly === undefined ? surroundings(actor, cluster) : ALONE,
    ])
    const form = buildForm({
      ...known,
      config: draft.base,
      changes: draft.changes,
      exists: draft.connector !== undefined,
      mayEdit: readOnly === undefined,
      plugins,
      secrecy: createSecrecy(known.definitions, secretKeys, draft.hidden),
      topics: around.topics,
    })
    return { form, cluster: { id: cluster.id, name: cluster.name }, readOnly, surroundings: around }
  }

  return {
    /** The pages, on what is known of the class. @throws NotFound, NotAllowed, UserError */
    form: shown,

    /** What is known without asking the plugin itself: no connection is opened. */
    async known(actor: Actor, draft: Draft): Promise<Known> {
      const { cluster } = await places.of(actor, draft)
      return definitions.ofConfig(cluster, draft.class, applyChanges(draft.base, draft.changes))
    },

    /**
     * What Connect says of the draft. A secret that would be sent to another place than before is left empty.
     * @throws NotAllowed, UserError for what is guarded, ConnectError
     */
    async check(actor: Actor, draft: Draft, known: Known): Promise<Checked> {
      const { cluster, readOnly } = await places.of(actor, draft)
      if (readOnly !== undefined) return { ...known, withheld: [] }
      refuseGuarded(guards, actor, draft.base, draft.changes)
      const config = applyChanges(draft.base, draft.changes)
      const withheld = leaving(draft.base, config, createSecrecy(known.definitions, secretKeys, draft.hidden)).secrets
      for (const key of withheld) config.delete(key)
      const { definitions: found, ...more } = await definitions.check(cluster, draft.class, config, {
        types: typesOf(known.definitions.keys),
        listed: alsoListed(secretKeys, draft.hidden),
      })
      // These were left empty by us: that they are missing is nobody's mistake.
      const errors = new Map([...found.errors].filter(([key]) => !withheld.includes(key)))
      return { ...more, definitions: { keys: found.keys, errors }, withheld }
    },

    /** What saving would do. @throws NotAllowed, also for the name of a new connector; UserError for what is guarded */
    async review(actor: Actor, draft: Draft, known: Known): Promise<Shown & Review> {
      const now = await shown(actor, draft, known)
      const { config: before, values: after, secrecy, plugins, changes } = now.form
      const name = after.get('name')
      if (draft.connector === undefined && name) {
        const { create } = METHODS.save
        await admission.admit(actor, { cluster: draft.cluster, connector: name }, create, 'create')
      }
      refuseGuarded(guards, actor, before, changes)
      const { others } = now.surroundings
      // As it is judged when it is saved: what has to be confirmed then is asked about now.
      const { cluster } = await places.of(actor, draft)
      const { definitions: kept } = await definitions.ofConfig(cluster, draft.class, after)
      return {
        ...now,
        difference: differenceOf(before, after, secrecy),
        warnings: warningsOf({ before, after, plugins, secrecy, others }),
        leaving: leaving(before, after, createSecrecy(kept, secretKeys, draft.hidden)),
      }
    },
  }
}
