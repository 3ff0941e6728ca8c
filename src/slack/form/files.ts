import type { webApi } from '@slack/bolt'
import { UserError } from '../../errors.ts'
import { platformError } from '../platform-error.ts'
import type { Held } from './event.ts'

export type Files = ReturnType<typeof createFiles>

const MOST_BYTES = 1_000_000
const TIMEOUT_MS = 10_000

/** Files to and from people. Both scopes are optional: without them the person is told what to do instead. */
export function createFiles({ client, token }: { client: webApi.WebClient; token: string }) {
  return {
    /** To the person's own conversation with the app: a file has no ephemeral form. @throws UserError */
    async send(userId: string, filename: string, text: string): Promise<void> {
      const { channel } = await client.conversations.open({ users: userId })
      if (channel?.id === undefined) throw new UserError('Slack opens no direct messages with you: nothing was sent.')
      try {
        await client.filesUploadV2({ channel_id: channel.id, filename, content: text })
      } catch (error) {
        if (platformError(error) !== 'missing_scope') throw error
        throw new UserError(
          'This app may not send files: whoever runs it can grant files:write. Copy the text instead.',
        )
      }
    },

    /** The text of an uploaded file, read from Slack's file host only. @throws UserError */
    async read(file: NonNullable<Held['files']>[number]): Promise<string> {
      const url = URL.parse(file.url_private_download ?? '')
      if (url === null || url.protocol !== 'https:' || url.hostname !== 'files.slack.com') {
        throw new UserError(
          'This app may not read files: whoever runs it can grant files:read. Paste the text instead.',
        )
      }
      if ((file.size ?? 0) > MOST_BYTES) throw new UserError(TOO_BIG)
      const answer = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (!answer.ok)
        throw new UserError(`Slack does not give out this file (${answer.status}). Paste the text instead.`)
      const bytes = await answer.arrayBuffer()
      if (bytes.byteLength > MOST_BYTES) throw new UserError(TOO_BIG)
      return new TextDecoder().decode(bytes)
    },
  }
}

const TOO_BIG = 'This file is larger than 1 MB. A connector config never is: check the file.'
