import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Service } from '../connectors/service/service.ts'
import type { Replies } from './reply.ts'
import type { Surfaces } from './surfaces.ts'
import { foundModal } from './views/found.ts'
import { byUrgency } from './views/words.ts'

interface Deps {
  app: App
  service: Service
  surfaces: Surfaces
  replies: Replies
}

const Shortcut = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string(),
  message: z.object({
    text: z.string().optional(),
    blocks: z.unknown().optional(),
    attachments: z.unknown().optional(),
  }),
})

const TITLE = 'Open connector'

/** The shortcut in a message's menu: connectors that the message names, whoever wrote it, and that the person may see. */
export function registerOpenConnector({ app, service, surfaces, replies }: Deps) {
  app.shortcut({ callback_id: 'open_connector', type: 'message_action' }, async ({ ack, body, client }) => {
    await ack()
    const { user, channel, trigger_id: triggerId, response_url: responseUrl, message } = Shortcut.parse(body)
    const asker = { userId: user.id, origin: { surface: 'shortcut', channel: channel.id } as const }
    const reply = replies.viaResponseUrl({ ...asker, responseUrl, replaces: false })
    await surfaces.inNewModal({ client, triggerId }, TITLE, asker, reply, async ({ actor }) => {
      const text = textsIn(message).join('\n')
      const { clusters } = await service.list(actor, {})
      const rows = clusters.flatMap((cluster) => cluster.rows).filter(({ connector }) => names(text, connector))
      return foundModal(rows.toSorted(byUrgency))
    })
  })
}

/** Everything that is a text in a message, however deep: other tools put theirs into blocks and attachments. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What a name may go on with: `orders` is not named by `orders-sink`. A full stop ends a sentence. */
const GOES_ON = /[\w-]/

function names(text: string, connector: string): boolean {
  for (let at = text.indexOf(connector); at !== -1; at = text.indexOf(connector, at + 1)) {
    const [before = '', after = '', next = ''] = [
      text[at - 1],
      text[at + connector.length],
      text[at + connector.length + 1],
    ]
    const isWhole = !GOES_ON.test(after) && !(after === '.' && GOES_ON.test(next))
    if (!GOES_ON.test(before) && before !== '.' && isWhole) return true
  }
  return false
}
