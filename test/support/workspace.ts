import type { Seed } from '../../sandbox/slack/seed.ts'

/** Scopes that manifest.yml asks for. */
const SCOPES = [
  ...['commands', 'chat:write', 'users:read', 'usergroups:read', 'im:write', 'channels:read', 'groups:read'],
  ...['files:read', 'files:write'],
]

const BOT = 'U0CONNECT'

/** People by what they may do; `operator`'s id is U0OPERATOR, and so on. */
export const people = {
  admin: 'U0ADMIN',
  operator: 'U0OPERATOR',
  editor: 'U0EDITOR',
  reader: 'U0READER',
  guest: 'U0GUEST',
  stranger: 'U0STRANGER',
  gone: 'U0GONE',
} as const
export type Role = keyof typeof people

/** A workspace with all kinds of people and channels, made anew for each test. */
export function workspace(changes: { scopes?: string[] } = {}): Seed {
  const colleagues = [people.admin, people.operator, people.editor, people.reader]
  const person = (role: Role) => ({ id: people[role], name: role, realName: `The ${role}` })
  return {
    team: { id: 'T0TEAM', domain: 'acme', name: 'Acme' },
    app: {
      id: 'A0CONNECT',
      name: 'Kafka Connect',
      botId: 'B0CONNECT',
      botUserId: BOT,
      botToken: 'xoxb-test',
      appToken: 'xapp-test',
      commands: ['/connect'],
      scopes: changes.scopes ?? SCOPES,
      homeTab: true,
    },
    users: [
      person('admin'),
      person('operator'),
      person('editor'),
      person('reader'),
      { ...person('guest'), isRestricted: true },
      { ...person('stranger'), teamId: 'T0OTHER', isStranger: true },
      { ...person('gone'), deleted: true },
    ],
    channels: [
      { id: 'C0DATA', name: 'data', kind: 'public', members: [BOT, ...colleagues, people.guest] },
      { id: 'C0QUIET', name: 'quiet', kind: 'public', members: colleagues },
      { id: 'G0SECRET', name: 'secret', kind: 'private', members: [people.admin, people.operator] },
      {
        id: 'C0SHARED',
        name: 'shared',
        kind: 'public',
        members: [BOT, ...colleagues, people.stranger],
        isExtShared: true,
      },
      { id: 'C0OLD', name: 'old', kind: 'public', members: [BOT, ...colleagues], isArchived: true },
    ],
    userGroups: [
      { id: 'S0ADMINS', handle: 'data-admins', name: 'Data admins', users: [people.admin] },
      { id: 'S0OPS', handle: 'data-ops', name: 'Data operators', users: [people.operator] },
    ],
  }
}
