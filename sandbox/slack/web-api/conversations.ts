import { flag, words } from '../json.ts'
import { messagesIn } from '../messages.ts'
import { channelOutput, messageOutput, visibleChannel } from '../outputs.ts'
import { type Channel, directMessage, type Message } from '../world.ts'
import { type Call, type Methods, needScope, Refused } from './method.ts'

/** Which scope family reads which kind of conversation. */
const FAMILY = { public: 'channels', private: 'groups', im: 'im' }

function readable({ world, args }: Call, what: 'read' | 'history'): Channel {
  const channel = visibleChannel(world, words(args.channel))
  if (!channel) throw new Refused('channel_not_found')
  needScope(world, `${FAMILY[channel.kind]}:${what}`)
  return channel
}

/** Messages that everybody in the channel sees; metadata only when asked for. */
function history(call: Call, most: number, wanted: (message: Message) => boolean) {
  const { world, args } = call
  const channel = readable(call, 'history')
  if (!channel.members.includes(world.app.botUserId)) throw new Refused('not_in_channel')
  const limit = Number(args.limit ?? most)
  const found = messagesIn(world, channel.id).filter((message) => message.visibleTo === undefined && wanted(message))
  const shown = (message: Message) => ({
    ...messageOutput(world, message),
    ...(flag(args.include_all_metadata) && message.metadata ? { metadata: message.metadata } : {}),
  })
  return { found, limit, shown }
}

/** Whether a message is of the time that is asked for. */
function inTime({ args: { oldest = '0', latest = '9999999999.999999' } }: Call) {
  return ({ ts }: Message) => ts > String(oldest) && ts < String(latest)
}

export const conversations: Methods = {
  'conversations.open': {
    tier: 3,
    scopes: ['im:write'],
    run({ world, args }) {
      const [user, ...others] = words(args.users).split(',')
      if (!user || others.length > 0 || !world.users.has(user)) throw new Refused('user_not_found')
      const channel = directMessage(world, user)
      return { channel: flag(args.return_im) ? channelOutput(world, channel) : { id: channel.id } }
    },
  },

  'conversations.info': {
    tier: 3,
    run: (call) => ({ channel: channelOutput(call.world, readable(call, 'read')) }),
  },

  'conversations.history': {
    tier: 3,
    run(call) {
      const isInTime = inTime(call)
      const { found, limit, shown } = history(
        call,
        100,
        (message) => isInTime(message) && (message.threadTs === undefined || message.broadcast === true),
      )
      return { messages: found.reverse().slice(0, limit).map(shown), has_more: found.length > limit }
    },
  },

  'conversations.replies': {
    tier: 3,
    run(call) {
      const root = words(call.args.ts)
      const isInTime = inTime(call)
      // The root comes first, whenever it was posted.
      const { found, limit, shown } = history(
        call,
        1_000,
        (message) => message.ts === root || (message.threadTs === root && isInTime(message)),
      )
      if (found.length === 0) throw new Refused('thread_not_found')
      return { messages: found.slice(0, limit).map(shown), has_more: found.length > limit }
    },
  },
}
