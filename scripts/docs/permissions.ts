import { PERMISSIONS, type Permission } from '../../src/connectors/policy.ts'
import { table } from './table.ts'

const MEANINGS: Record<Permission, string> = {
  CONNECT_INSPECT: 'See config (secrets masked), tasks, traces, topics and offsets',
  CONNECT_CREATE: 'Create connectors, and recreate deleted ones',
  CONNECT_EDIT_CONFIG:
    "Change a connector's config and offsets; on all connectors of a Connect cluster, its log levels",
  CONNECT_ALTER_STATE: 'Pause, resume, stop and restart connectors, restart tasks',
  CONNECT_DELETE: 'Delete connectors',
}

export function permissionsTable(): string {
  return table(
    ['Permission', 'What it lets one do'],
    PERMISSIONS.map((permission) => [`\`${permission}\``, MEANINGS[permission]]),
  )
}
