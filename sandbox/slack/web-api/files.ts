import { type Obj, objs, str, words } from '../json.ts'
import { post } from '../messages.ts'
import { channelFor } from '../outputs.ts'
import type { World } from '../world.ts'
import { type Methods, Refused } from './method.ts'

/** A file appears in its channel later than messages that were sent after it (node-slack-sdk#2260). */
const SHARE_DELAY_MS = 1000

async function shareLater(world: World, channel: string, args: Obj, files: Obj[]): Promise<void> {
  await world.clock.sleep(SHARE_DELAY_MS, world.closing.signal).catch(() => {})
  if (world.closing.signal.aborted) return
  const content = { text: words(args.initial_comment), blocks: [], attachments: [] }
  post(world, { channel, author: world.app.botUserId, threadTs: str(args.thread_ts) }, content, files)
}

export const files: Methods = {
  'files.getUploadURLExternal': {
    tier: 4,
    scopes: ['files:write'],
    run({ world, args, origin }) {
      if (!str(args.filename)) throw new Refused('invalid_arguments')
      if (!(Number(args.length) > 0)) throw new Refused('invalid_arguments')
      const id = world.ids.next('F')
      const created = Math.floor(world.clock.now() / 1000)
      world.files.set(id, { id, name: words(args.filename), bytes: undefined, user: world.app.botUserId, created })
      return { upload_url: `${origin}/upload/${id}`, file_id: id }
    },
  },

  'files.completeUploadExternal': {
    tier: 4,
    scopes: ['files:write'],
    run({ world, args }) {
      const shared = objs(args.files).map(({ id, title }) => {
        const file = world.files.get(words(id))
        if (!file?.bytes) throw new Refused('file_not_found')
        return { id: file.id, name: file.name, title: str(title) ?? file.name, size: file.bytes.length }
      })
      if (shared.length === 0) throw new Refused('invalid_arguments')
      const channels = [str(args.channel_id) ?? [], words(args.channels).split(',')].flat().filter((id) => id !== '')
      for (const id of channels) {
        const channel = channelFor(world, id)
        if (!channel) throw new Refused('channel_not_found')
        if (!channel.members.includes(world.app.botUserId)) throw new Refused('not_in_channel')
        void shareLater(world, channel.id, args, shared)
      }
      return { files: shared.map(({ id, title }) => ({ id, title })) }
    },
  },
}
