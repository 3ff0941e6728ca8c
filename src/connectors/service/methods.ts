import type { Permission } from '../policy.ts'

interface Method {
  /** `any`: some right on the connector, or on something of the Connect cluster; `own`: what is one's own. */
  needs: Permission | 'any' | 'own' | 'as the action says'
  /** What is wanted, as a verb for refusals: "You may not ‹to› orders-sink". */
  to: string
}

/** Every method of the service and what it takes. Nothing is answered or done before it was checked. */
export const METHODS = {
  list: { needs: 'any', to: 'list' },
  resolve: { needs: 'any', to: 'find' },
  byKey: { needs: 'any', to: 'find' },
  clusterIds: { needs: 'any', to: 'list' },
  clusters: { needs: 'any', to: 'list' },
  plugins: { needs: 'any', to: 'list the plugins of' },
  show: { needs: 'any', to: 'open' },
  trace: { needs: 'CONNECT_INSPECT', to: 'read the stack trace of' },
  config: { needs: 'CONNECT_INSPECT', to: 'read the config of' },
  topics: { needs: 'CONNECT_INSPECT', to: 'list the topics of' },
  deletePlan: { needs: 'CONNECT_DELETE', to: 'delete' },
  act: { needs: 'as the action says', to: 'act on' },
  recreate: { needs: 'CONNECT_CREATE', to: 'recreate' },
  keptRef: { needs: 'any', to: 'find' },
  whoami: { needs: 'own', to: 'read the rights on' },
  audit: { needs: 'own', to: 'read the audit log of' },
} as const satisfies Record<string, Method>

type Methods = typeof METHODS
/** The methods that are let through by a right on one connector. */
export type OnConnector = {
  [Name in keyof Methods]: Methods[Name]['needs'] extends Permission | 'any' ? Name : never
}[keyof Methods]
