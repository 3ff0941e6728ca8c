/** Kpow's names; CONNECT_EDIT, its older one, is expanded when policies are read. */
export const PERMISSIONS = [
  'CONNECT_INSPECT',
  'CONNECT_CREATE',
  'CONNECT_EDIT_CONFIG',
  'CONNECT_ALTER_STATE',
  'CONNECT_DELETE',
] as const
export type Permission = (typeof PERMISSIONS)[number]

export const EFFECTS = ['Deny', 'Stage', 'Allow'] as const
export type Effect = (typeof EFFECTS)[number]

export interface Policy {
  /** [connect, <cluster>, connector, <pattern>], one to four parts. */
  resource: readonly string[]
  effect: Effect
  actions: readonly Permission[]
  roles: readonly string[]
}

/** The acting Slack user with the roles that we found for them. */
export interface Actor {
  id: string
  name: string
  roles: readonly string[]
}

export interface Resource {
  /** Our id of the Connect cluster. */
  cluster: string
  /** What `GET /` says; unknown until the Connect cluster has answered once. */
  kafkaClusterId?: string | undefined
  connector: string
}

export interface Decision {
  allowed: boolean
  /** The effect that decided; undefined when nothing matched. */
  effect: Effect | undefined
  /** The policies of that effect which matched. */
  matched: readonly Policy[]
}

export interface AccessRules {
  policies: readonly Policy[]
  /** Who may enter at all; '*' is everyone. */
  authorizedRoles: readonly string[]
  /** No CONNECT right by itself: sees everybody's audit. */
  adminRoles: readonly string[]
}
