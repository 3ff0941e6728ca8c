import type { types, webApi } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import { inTime } from '../../connectors/service/in-time.ts'
import { UserError } from '../../errors.ts'
import type { Modal } from '../modal.ts'
import { platformError } from '../platform-error.ts'
import type { Held } from './event.ts'

interface Deps {
  client: webApi.WebClient
  token: string
  clock: Clock
}

export type Files = ReturnType<typeof createFiles>

const MOST_BYTES = 1_000_000
const TIMEOUT_MS = 10_000

/** Files to and from people. Both scopes are optional: without them the person is told what to do instead. */
export function createFiles({ client, token, clock }: Deps) {
  const host = fileHost(client.slackApiUrl)

  /** The bytes of a file, as far as they are needed to know that there are too many. */
  async function bytesAt(url: URL, signal: AbortSignal): Promise<Uint8Array> {
    // A file that may not be read redirects to the login page: the token goes nowhere else.
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal })
    if (!answer.ok) throw new UserError(notGiven(`it answers ${answer.status}`))
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength
      if (size > MOST_BYTES) throw new UserError(TOO_BIG)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

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

    /** The text of an uploaded file, read from Slack's file host only, at most 1 MB of it. @throws UserError */
    async read({ size, url_private_download: place }: NonNullable<Held['files']>[number]): Promise<string> {
      const url = URL.parse(place ?? '')
      if (url?.origin !== host) throw new UserError(MAY_NOT_READ)
      if ((size ?? 0) > MOST_BYTES) throw new UserError(TOO_BIG)
      const bytes = await inTime(clock, TIMEOUT_MS, (signal) => bytesAt(url, signal)).catch((cause: unknown) => {
        throw cause instanceof UserError ? cause : new UserError(notGiven('no answer'), { cause })
      })
      return new TextDecoder().decode(bytes)
    },
  }
}

/**
 * Shows a view with a file input, or what is to stand in its place: Slack refuses such an input to an app that may not
 * read files (SlackNet#215). Answers what is still to be shown.
 */
export async function askForFile(
  modal: Modal | undefined,
  view: types.ModalView,
  instead: types.ModalView,
): Promise<types.ModalView | undefined> {
  try {
    await modal?.update(view)
    return undefined
  } catch (error) {
    if (platformError(error) === undefined) throw error
    return instead
  }
}

/** Where Slack keeps files; whatever stands in for Slack's API gives them out itself. */
function fileHost(apiUrl: string): string {
  const { hostname, origin } = new URL(apiUrl)
  return ['slack.com', 'slack-gov.com'].includes(hostname) ? `https://files.${hostname}` : origin
}

const TOO_BIG = 'This file is larger than 1 MB. A connector config never is: check the file.'
export const MAY_NOT_READ = 'This app may not read files: whoever runs it can grant files:read. Paste the text instead.'
const notGiven = (why: string) => `Slack does not give out this file (${why}). Paste the text instead.`
