import { type Obj, present } from './json.ts'
import { messagesIn } from './messages.ts'
import type { UserSeed } from './seed.ts'
import { type Channel, directMessage, type Message, type World } from './world.ts'

/** The channel with this id; a user's id means the direct message with them. */
export function channelFor(world: World, id: string): Channel | undefined {
  const user = world.users.get(id)
  return user ? directMessage(world, user.id) : world.channels.get(id)
}

/** The channel as far as the bot can know of it: private ones only from within. */
export function visibleChannel(world: World, id: string): Channel | undefined {
  const channel = world.channels.get(id)
  const inside = channel?.members.includes(world.app.botUserId)
  return channel?.kind === 'public' || inside ? channel : undefined
}

/** A message as the Web API and payloads show it. */
export function messageOutput(world: World, message: Message): Obj {
  const { app, team } = world
  const byApp = message.author === app.botUserId
  const replies = messagesIn(world, message.channel).filter((other) => other.threadTs === message.ts)
  return present({
    type: 'message',
    subtype: message.broadcast && message.threadTs ? 'thread_broadcast' : undefined,
    user: message.author,
    bot_id: byApp ? app.botId : undefined,
    app_id: byApp ? app.id : undefined,
    team: team.id,
    text: message.text,
    ts: message.ts,
    thread_ts: message.threadTs ?? (replies.length > 0 ? message.ts : undefined),
    reply_count: replies.length > 0 ? replies.length : undefined,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    files: message.files.length > 0 ? message.files : undefined,
    edited: message.edited === undefined ? undefined : { user: message.author, ts: message.edited },
  })
}

export function channelOutput(world: World, channel: Channel): Obj {
  const isMember = channel.members.includes(world.app.botUserId)
  const common = { id: channel.id, is_archived: channel.isArchived === true, is_im: channel.kind === 'im' }
  if (channel.kind === 'im') {
    return { ...common, user: channel.members.find((id) => id !== world.app.botUserId), is_open: true }
  }
  const shared = channel.isExtShared === true
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_member: isMember,
    is_shared: shared,
    is_ext_shared: shared,
    is_pending_ext_shared: channel.isPendingExtShared === true,
    is_org_shared: false,
    context_team_id: world.team.id,
    num_members: channel.members.length,
  }
}

export function userOutput(world: World, user: UserSeed): Obj {
  const enterpriseId = user.enterpriseId ?? (user.isStranger ? undefined : world.team.enterpriseId)
  const teamId = user.teamId ?? world.team.id
  return present({
    id: user.id,
    team_id: teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted === true,
    is_bot: user.isBot === true,
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_restricted: user.isRestricted === true,
    is_ultra_restricted: false,
    is_stranger: user.isStranger === true ? true : undefined,
    tz: 'Etc/UTC',
    tz_label: 'UTC',
    tz_offset: 0,
    profile: { display_name: user.name, real_name: user.realName, team: teamId },
    enterprise_user: enterpriseId && { id: user.id, enterprise_id: enterpriseId, teams: [teamId] },
  })
}
