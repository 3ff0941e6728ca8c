import { randomBytes } from 'node:crypto'
import type { Seed } from '../slack/seed.ts'
import type { AppManifest } from './manifest.ts'

const BOT = 'U0CONNECT'

/** Somebody to act as. */
export interface Person {
  id: string
  name: string
  realName: string
  /** What they are here, and how to become them: `as operator`. */
  part: string
  about: string
}

/** Their rights are in `sandbox/config.yml`. */
export const PEOPLE: readonly Person[] = [
  person('U0ADMIN', 'ada', 'Ada Admin', 'admin', 'may do everything'),
  person('U0OPERATOR', 'omar', 'Omar Operator', 'operator', 'runs connectors, but not payments in production'),
  person('U0EDITOR', 'edda', 'Edda Editor', 'editor', 'owns the connectors of orders'),
  person('U0READER', 'rita', 'Rita Reader', 'reader', 'may look'),
  person('U0GUEST', 'gus', 'Gus Guest', 'guest', 'a guest, who has nothing'),
  person('U0STRANGER', 'sam', 'Sam Stranger', 'stranger', 'of another company'),
]

function person(id: string, name: string, realName: string, part: string, about: string): Person {
  return { id, name, realName, part, about }
}

const idsOf = (...parts: string[]) => PEOPLE.filter(({ part }) => parts.includes(part)).map(({ id }) => id)
const COLLEAGUES = idsOf('admin', 'operator', 'editor', 'reader')

/** Tokens are new each time: whatever else runs on this machine cannot use them. */
export function workspace({ name, commands, scopes, homeTab }: AppManifest): Seed {
  const secret = () => randomBytes(16).toString('hex')
  return {
    team: { id: 'T0SANDBOX', domain: 'sandbox', name: 'Sandbox' },
    app: {
      id: 'A0CONNECT',
      name,
      botId: 'B0CONNECT',
      botUserId: BOT,
      botToken: `xoxb-${secret()}`,
      appToken: `xapp-${secret()}`,
      commands: commands.map(({ command }) => command),
      scopes,
      homeTab,
    },
    users: PEOPLE.map(({ id, name, realName, part }) => ({
      id,
      name,
      realName,
      isRestricted: part === 'guest',
      ...(part === 'stranger' ? { teamId: 'T0ELSEWHERE', isStranger: true } : {}),
    })),
    channels: [
      { id: 'C0DATA', name: 'data-platform', kind: 'public', members: [BOT, ...COLLEAGUES, ...idsOf('guest')] },
      { id: 'C0ALERTS', name: 'data-alerts', kind: 'public', members: [BOT, ...COLLEAGUES] },
      { id: 'C0OPERATIONS', name: 'data-operations', kind: 'public', members: [BOT, ...COLLEAGUES] },
      { id: 'G0ONCALL', name: 'on-call', kind: 'private', members: [BOT, ...idsOf('admin', 'operator')] },
      { id: 'C0GENERAL', name: 'general', kind: 'public', members: COLLEAGUES },
      {
        id: 'C0SHARED',
        name: 'shared-with-elsewhere',
        kind: 'public',
        members: [BOT, ...COLLEAGUES, ...idsOf('stranger')],
        isExtShared: true,
      },
    ],
    userGroups: [
      { id: 'S0ADMINS', handle: 'data-admins', name: 'Data admins', users: idsOf('admin') },
      { id: 'S0OPERATORS', handle: 'data-operators', name: 'Data operators', users: idsOf('operator') },
    ],
  }
}
