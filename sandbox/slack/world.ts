import { createChanges } from './changes.ts'
import type { Clock } from './clock.ts'
import { createIds } from './ids.ts'
import type { Obj } from './json.ts'
import type { AppSeed, ChannelSeed, Seed, UserSeed } from './seed.ts'

/** What a message says; `blocks` are as Slack took them, ids filled in. */
export interface Content {
  text: string
  blocks: Obj[]
  attachments: Obj[]
  metadata?: Obj | undefined
}

export interface Message extends Content {
  readonly channel: string
  readonly ts: string
  /** The root of the thread that it replies in. */
  readonly threadTs?: string | undefined
  /** A reply that is shown in the channel as well. */
  readonly broadcast?: boolean
  /** A user id; the bot's own for the app. */
  readonly author: string
  /** Ephemeral: this person alone sees it, until they reload. */
  readonly visibleTo?: string | undefined
  files: Obj[]
  edited?: string
  /** What each person has chosen or typed in it. */
  readonly state: Map<string, State>
}

/** block_id → action_id → value, as in `view.state.values`. */
export type State = { [blockId: string]: { [actionId: string]: Obj } }

export interface View {
  readonly id: string
  readonly user: string
  readonly type: 'modal' | 'home'
  /** As the app gave it, ids filled in. */
  payload: Obj
  state: State
  hash: string
  readonly previous?: string
  readonly root: string
  /** What Slack writes under inputs that were refused. */
  errors: { [blockId: string]: string }
}

export interface Channel extends Omit<ChannelSeed, 'kind'> {
  kind: ChannelSeed['kind'] | 'im'
}

export interface UploadedFile {
  id: string
  name: string
  /** undefined until they have arrived. */
  bytes: Buffer | undefined
  /** Whose it is: a person's, or the bot's. */
  user: string
  /** In seconds. */
  created: number
}

/** Everything the sandbox keeps, and the word that it changed. */
export function createWorld(seed: Seed, clock: Clock) {
  const { app, team } = seed
  const bot: UserSeed = { id: app.botUserId, name: app.name, realName: app.name, isBot: true }
  const channels: Channel[] = seed.channels.map((channel) => ({ ...channel, members: [...channel.members] }))
  return {
    clock,
    team,
    app: { ...app, scopes: [...app.scopes] } satisfies AppSeed,
    ids: createIds(clock),
    changes: createChanges(),
    users: new Map([bot, ...seed.users].map((user) => [user.id, user])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    userGroups: new Map(seed.userGroups.map((group) => [group.id, { ...group, users: [...group.users] }])),
    /** By channel, oldest first, ephemerals among them. */
    messages: new Map<string, Message[]>(),
    /** Open modals by person, the top one last. */
    stacks: new Map<string, View[]>(),
    homes: new Map<string, View>(),
    /** By id; without bytes until they are uploaded. */
    files: new Map<string, UploadedFile>(),
    /** What Slack itself last told each person: "the app did not respond" and the like. */
    notices: new Map<string, string>(),
    /** Ends every wait of the sandbox. */
    closing: new AbortController(),
  }
}
export type World = ReturnType<typeof createWorld>

/** The direct message between the app and this person; Slack makes it on first use. */
export function directMessage(world: World, user: string): Channel {
  const id = `D${user.slice(1)}`
  const known = world.channels.get(id)
  if (known) return known
  const channel: Channel = { id, name: `dm-${user}`, kind: 'im', members: [user, world.app.botUserId] }
  world.channels.set(id, channel)
  return channel
}
