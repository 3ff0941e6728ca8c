import { flag, str, words } from '../json.ts'
import { validateMessage } from '../limits/payloads.ts'
import { contentOf, edit, findMessage, isTooLong, post, remove } from '../messages.ts'
import { channelFor, messageOutput, visibleChannel } from '../outputs.ts'
import type { Message } from '../world.ts'
import { type Call, type Methods, Refused, refusedBy } from './method.ts'

function checked({ world, args }: Call) {
  const refusal = validateMessage(args)
  if (refusal) throw refusedBy(refusal)
  return contentOf(world, args)
}

/** The channel, when the bot may post there. */
function channelToPostIn({ world, args }: Call) {
  const channel = channelFor(world, words(args.channel))
  if (!channel) throw new Refused('channel_not_found')
  if (channel.isArchived) throw new Refused('is_archived')
  if (channel.members.includes(world.app.botUserId)) return channel
  if (channel.kind === 'private') throw new Refused('channel_not_found')
  if (!world.app.scopes.includes('chat:write.public')) throw new Refused('not_in_channel')
  return channel
}

/** The app's own message; nobody else's can be changed, and an ephemeral one cannot be found. */
function ownMessage({ world, args }: Call, otherwise: string): Message {
  const channel = visibleChannel(world, words(args.channel))
  if (!channel) throw new Refused('channel_not_found')
  const message = findMessage(world, channel.id, words(args.ts))
  if (!message || message.visibleTo !== undefined) throw new Refused('message_not_found')
  if (message.author !== world.app.botUserId) throw new Refused(otherwise)
  return message
}

const WRITE = ['chat:write']

export const chat: Methods = {
  'chat.postMessage': {
    tier: 'post',
    scopes: WRITE,
    run(call) {
      const { world, args } = call
      const channel = channelToPostIn(call)
      const message = post(
        world,
        {
          channel: channel.id,
          author: world.app.botUserId,
          threadTs: str(args.thread_ts),
          broadcast: flag(args.reply_broadcast),
        },
        checked(call),
      )
      const answer = { channel: channel.id, ts: message.ts, message: messageOutput(world, message) }
      return isTooLong(args) ? { ...answer, response_metadata: { warnings: ['message_truncated'] } } : answer
    },
  },

  'chat.postEphemeral': {
    tier: 4,
    scopes: WRITE,
    run(call) {
      const { world, args } = call
      const channel = channelToPostIn(call)
      if (!channel.members.includes(world.app.botUserId)) throw new Refused('not_in_channel')
      const user = words(args.user)
      if (!channel.members.includes(user)) throw new Refused('user_not_in_channel')
      const place = {
        channel: channel.id,
        author: world.app.botUserId,
        threadTs: str(args.thread_ts),
        visibleTo: user,
      }
      return { message_ts: post(world, place, checked(call)).ts }
    },
  },

  'chat.update': {
    tier: 3,
    scopes: WRITE,
    run(call) {
      const { world } = call
      const message = ownMessage(call, 'cant_update_message')
      const { metadata = message.metadata, ...content } = checked(call)
      edit(world, message, { ...content, metadata })
      const { channel, ts, text } = message
      return { channel, ts, text, message: messageOutput(world, message) }
    },
  },

  'chat.delete': {
    tier: 3,
    scopes: WRITE,
    run(call) {
      const message = ownMessage(call, 'cant_delete_message')
      remove(call.world, message)
      return { channel: message.channel, ts: message.ts }
    },
  },
}
