/** The workspace that a sandbox starts with. Ids look like Slack's: T…, U…, C…, S…. */
export interface Seed {
  team: { id: string; domain: string; name: string; enterpriseId?: string }
  app: AppSeed
  users: UserSeed[]
  channels: ChannelSeed[]
  userGroups: UserGroupSeed[]
}

export interface AppSeed {
  id: string
  name: string
  botId: string
  botUserId: string
  botToken: string
  appToken: string
  /** Slash commands of its manifest: `/connect`. */
  commands: string[]
  /** OAuth scopes of the bot token. */
  scopes: string[]
  /** false: views.publish answers not_enabled. */
  homeTab: boolean
}

export interface UserSeed {
  id: string
  name: string
  realName: string
  /** Another team than the workspace's own: a colleague elsewhere in the organisation, or a stranger. */
  teamId?: string
  enterpriseId?: string
  isBot?: boolean
  deleted?: boolean
  /** A guest. */
  isRestricted?: boolean
  /** Known only through a channel that is shared with another company. */
  isStranger?: boolean
}

export interface ChannelSeed {
  id: string
  name: string
  kind: 'public' | 'private'
  /** User ids; the bot's among them if it was invited. */
  members: string[]
  /** Shared with another company. */
  isExtShared?: boolean
  /** Another company was asked to join. */
  isPendingExtShared?: boolean
  isArchived?: boolean
}

interface UserGroupSeed {
  id: string
  handle: string
  name: string
  users: string[]
  disabled?: boolean
}
