import { objs } from '../json.ts'
import { visibleMessages } from '../messages.ts'
import { stackOf } from '../views.ts'
import type { Channel, Message, World } from '../world.ts'
import { blockLines } from './blocks.ts'
import { messageLines, viewLines } from './surfaces.ts'
import { namesIn } from './text.ts'

/** All that one person sees, in reading order: their channels, their Home tab, their open modals, Slack's own words. */
export function screenOf(world: World, user: string): string {
  const names = namesIn(world)
  const channels = [...world.channels.values()].filter(({ members }) => members.includes(user))
  const home = world.homes.get(user)
  const notice = world.notices.get(user)
  const lines = [
    ...channels.flatMap((channel) => channelLines(world, channel, user)),
    ...(home
      ? ['== Home ==', ...objs(home.payload.blocks).flatMap((block) => blockLines(block, names, home.state))]
      : []),
    ...stackOf(world, user).flatMap((view) => viewLines(view.payload, names, view.state, view.errors)),
    ...(notice === undefined ? [] : [`Slack: ${notice}`]),
  ]
  return lines.join('\n')
}

function channelLines(world: World, channel: Channel, user: string): string[] {
  const messages = visibleMessages(world, channel.id, user)
  if (messages.length === 0) return []
  const names = namesIn(world)
  const show = (message: Message) => {
    const state = message.state.get(user) ?? {}
    const lines = messageLines(message, names, state)
    const author = world.users.get(message.author)?.name ?? message.author
    const marks = [message.edited && '(edited)', message.visibleTo && '(only visible to you)'].filter(Boolean)
    return [[`${author}:`, ...marks].join(' '), ...lines.map((line) => `  ${line}`)]
  }
  const roots = messages.filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast)
  const title = channel.kind === 'im' ? '== Direct message ==' : `== #${channel.name} ==`
  return [
    title,
    ...roots.flatMap((root) => [
      ...show(root),
      ...messages
        .filter(({ threadTs }) => threadTs === root.ts)
        .flatMap((reply) => show(reply).map((line) => `  ↳ ${line}`)),
    ]),
  ]
}
