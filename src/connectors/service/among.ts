import type { Ref } from '../model.ts'
import type { Actor, Permission } from '../policy.ts'
import type { Access } from './access.ts'

/** Some connectors, sorted by what an actor may do with them. */
export interface Among {
  allowed: Ref[]
  /** Seen, but the permission is missing. */
  refused: Ref[]
  /** How many the actor may not even see: never named. */
  hidden: number
}

/** What an actor may do with connectors that somebody else found: an incident's, or those that a pattern matches. */
export function createAmong(access: Access) {
  return {
    async among(actor: Actor, refs: readonly Ref[], permission: Permission): Promise<Among> {
      const views = new Map((await access.visible(actor)).map(({ cluster, view }) => [cluster.id, view]))
      const seen = refs.filter(({ cluster, connector }) => views.get(cluster)?.sees(connector))
      const may = ({ cluster, connector }: Ref) => views.get(cluster)?.can(permission, connector).allowed === true
      return { allowed: seen.filter(may), refused: seen.filter((ref) => !may(ref)), hidden: refs.length - seen.length }
    },

    /**
     * On the whole Connect cluster (`pattern`: on whatever it may come to match), but for what the patterns in `except`
     * match; or on `some` connector of it.
     */
    async covers(actor: Actor, cluster: string, permission: Permission, pattern = '*') {
      const view = (await access.on(actor, cluster))?.view
      const { allowed = false, except = [] } = view?.throughout(permission, pattern) ?? {}
      return { all: allowed, except, some: view?.some(permission) === true, any: view !== undefined }
    },
  }
}
