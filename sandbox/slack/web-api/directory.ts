import { flag, present, words } from '../json.ts'
import { userOutput } from '../outputs.ts'
import { type Methods, Refused } from './method.ts'

export const directory: Methods = {
  'auth.test': {
    tier: 'none',
    run: ({ world: { app, team }, origin }) =>
      present({
        url: `${origin}/`,
        team: team.name,
        user: app.name,
        team_id: team.id,
        user_id: app.botUserId,
        bot_id: app.botId,
        enterprise_id: team.enterpriseId,
        is_enterprise_install: false,
      }),
  },

  // Tier 1 on paper, yet an app may open its ten sockets one after the other.
  'apps.connections.open': {
    tier: 'none',
    token: 'app',
    run: ({ sockets, origin }) => ({ url: `${origin.replace('http', 'ws')}${sockets.ticketPath()}` }),
  },

  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    run({ world, args }) {
      const user = world.users.get(words(args.user))
      if (!user) throw new Refused('user_not_found')
      return { user: userOutput(world, user) }
    },
  },

  'usergroups.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run({ world, args }) {
      const groups = [...world.userGroups.values()].filter((group) => flag(args.include_disabled) || !group.disabled)
      return {
        usergroups: groups.map((group) =>
          present({
            id: group.id,
            team_id: world.team.id,
            is_usergroup: true,
            handle: group.handle,
            name: group.name,
            date_delete: group.disabled ? 1 : 0,
            user_count: group.users.length,
            users: flag(args.include_users) ? group.users : undefined,
          }),
        ),
      }
    },
  },

  'usergroups.users.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run({ world, args }) {
      const group = world.userGroups.get(words(args.usergroup))
      if (!group || (group.disabled && !flag(args.include_disabled))) throw new Refused('no_such_subteam')
      return { users: group.users }
    },
  },
}
