import type { Permission } from '../policy.ts'

interface Method {
  /** `any`: some right on the connector, or on something of the Connect cluster; `own`: what is one's own. */
  needs: Permission | 'any' | 'own' | 'as the action says' | 'as the draft says'
  /** Of a draft: what a new connector takes, and what an existing one. */
  create?: Permission
  edit?: Permission
  /** What is wanted, as a verb for refusals: "You may not ‹to› orders-sink". */
  to: string
}

/** Every method of the service and what it takes. Nothing is answered or done before it was checked. */
export const METHODS = {
  list: { needs: 'any', to: 'list' },
  resolve: { needs: 'any', to: 'find' },
  byKey: { needs: 'any', to: 'find' },
  clusterIds: { needs: 'any', to: 'list' },
  among: { needs: 'any', to: 'list' },
  covers: { needs: 'any', to: 'list' },
  clusters: { needs: 'any', to: 'list' },
  plugins: { needs: 'any', to: 'list the plugins of' },
  show: { needs: 'any', to: 'open' },
  trace: { needs: 'CONNECT_INSPECT', to: 'read the stack trace of' },
  topics: { needs: 'CONNECT_INSPECT', to: 'list the topics of' },
  deletePlan: { needs: 'CONNECT_DELETE', to: 'delete' },
  act: { needs: 'as the action says', to: 'act on' },
  recreate: { needs: 'CONNECT_CREATE', to: 'recreate' },
  keptRef: { needs: 'any', to: 'find' },
  formPlaces: { needs: 'any', to: 'create' },
  placesToCreate: { needs: 'any', to: 'create' },
  formPlugins: { needs: 'any', to: 'create' },
  startCreate: { needs: 'as the draft says', to: 'create' },
  startEdit: { needs: 'CONNECT_INSPECT', to: 'read the config of' },
  startClone: { needs: 'CONNECT_INSPECT', to: 'clone' },
  startRestore: { needs: 'CONNECT_EDIT_CONFIG', to: 'change the config of' },
  withSecrets: { needs: 'as the draft says', to: 'change the config of' },
  known: { needs: 'as the draft says', to: 'read the config of' },
  form: { needs: 'as the draft says', to: 'read the config of' },
  check: { needs: 'as the draft says', to: 'change the config of' },
  review: { needs: 'as the draft says', to: 'change the config of' },
  save: {
    needs: 'as the draft says',
    create: 'CONNECT_CREATE',
    edit: 'CONNECT_EDIT_CONFIG',
    to: 'change the config of',
  },
  draft: { needs: 'own', to: 'continue' },
  drafts: { needs: 'own', to: 'continue' },
  keepDraft: { needs: 'own', to: 'keep' },
  dropDraft: { needs: 'own', to: 'throw away' },
  offsets: { needs: 'CONNECT_INSPECT', to: 'read the offsets of' },
  planOffsets: { needs: 'CONNECT_EDIT_CONFIG', to: 'change the offsets of' },
  changeOffsets: { needs: 'CONNECT_EDIT_CONFIG', to: 'change the offsets of' },
  loggers: { needs: 'any', to: 'list' },
  setLevel: { needs: 'CONNECT_EDIT_CONFIG', to: 'change the log levels of' },
  previewBulk: { needs: 'as the action says', to: 'act on' },
  previewAfter: { needs: 'as the action says', to: 'act on' },
  runBulk: { needs: 'as the action says', to: 'act on' },
  bulk: { needs: 'own', to: 'look at' },
  dropBulk: { needs: 'own', to: 'throw away' },
  whoami: { needs: 'own', to: 'read the rights on' },
  audit: { needs: 'own', to: 'read the audit log of' },
} as const satisfies Record<string, Method>

type Methods = typeof METHODS
/** The methods that are let through by a right on one connector. */
export type OnConnector = {
  [Name in keyof Methods]: Methods[Name]['needs'] extends Permission | 'any' ? Name : never
}[keyof Methods]
