import { stateOf } from '../slack/inputs.ts'
import type { Obj } from '../slack/json.ts'
import { visibleMessages } from '../slack/messages.ts'
import type { SlackSandbox } from '../slack/server.ts'
import { stackOf } from '../slack/views.ts'
import type { Channel, Message, State, View, World } from '../slack/world.ts'

/** All that one person sees, as the page gets it. */
export interface Screen {
  channels: { id: string; name: string; kind: Channel['kind']; shared: boolean; hasApp: boolean }[]
  messages: ShownMessage[]
  /** Open modals, the top one last. */
  modals: ShownView[]
  home: ShownView | undefined
  /** Slack's own words to this person. */
  notice: string | undefined
  /** Display names by id, for mentions. */
  users: Obj
  userGroups: Obj
  /** Sockets that the app holds; 0: it is away. */
  sockets: number
}

export interface ShownMessage {
  ts: string
  channel: string
  threadTs: string | undefined
  broadcast: boolean
  author: string
  byApp: boolean
  ephemeral: boolean
  edited: boolean
  text: string
  blocks: Obj[]
  attachments: Obj[]
  files: Obj[]
  state: State
}

export interface ShownView {
  id: string
  hash: string
  payload: Obj
  state: State
  errors: { [blockId: string]: string }
}

export function screenFor({ world, sockets }: SlackSandbox, user: string): Screen {
  const channels = [...world.channels.values()].filter(({ members }) => members.includes(user))
  const home = world.homes.get(user)
  return {
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.kind,
      shared: channel.isExtShared === true,
      hasApp: channel.members.includes(world.app.botUserId),
    })),
    messages: channels.flatMap(({ id }) =>
      visibleMessages(world, id, user).map((message) => shown(world, message, user)),
    ),
    modals: stackOf(world, user).map(shownView),
    home: home && shownView(home),
    notice: world.notices.get(user),
    users: Object.fromEntries([...world.users.values()].map(({ id, realName }) => [id, realName])),
    userGroups: Object.fromEntries([...world.userGroups.values()].map(({ id, handle }) => [id, handle])),
    sockets: sockets.count(),
  }
}

function shown(world: World, message: Message, user: string): ShownMessage {
  const { ts, channel, threadTs, author, text, blocks, attachments, files } = message
  return {
    ...{ ts, channel, threadTs, text, blocks, attachments, files },
    author: world.users.get(author)?.realName ?? author,
    byApp: author === world.app.botUserId,
    broadcast: message.broadcast === true,
    ephemeral: message.visibleTo !== undefined,
    edited: message.edited !== undefined,
    state: stateOf(blocks, message.state.get(user)),
  }
}

const shownView = ({ id, hash, payload, state, errors }: View): ShownView => ({ id, hash, payload, state, errors })
