import { SocketModeReceiver, webApi } from '@slack/bolt'
import { z } from 'zod'

/**
 * `npm run test:slack`: what docs/real-slack.md assumes and needs no hand, tried on a real workspace. Posts, edits and
 * deletes its own messages in SLACK_TEST_CHANNEL. SLACK_API_URL puts it before the sandbox instead.
 */
const Environment = z.object({
  SLACK_BOT_TOKEN: z.string(),
  SLACK_APP_TOKEN: z.string(),
  SLACK_TEST_CHANNEL: z.string(),
  SLACK_API_URL: z.string().optional(),
})

const found = Environment.safeParse(process.env)
if (!found.success) {
  console.log(
    'Nothing was tried: set SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_TEST_CHANNEL of a developer workspace.',
  )
  process.exit(0)
}
const env = found.data
const base = env.SLACK_API_URL === undefined ? {} : { slackApiUrl: env.SLACK_API_URL }
const client = new webApi.WebClient(env.SLACK_BOT_TOKEN, { ...base, retryConfig: { retries: 0 } })
const channel = env.SLACK_TEST_CHANNEL

/** What is expected, and how to see it: an answer in words, or an error. */
const TRIALS: readonly (readonly [string, () => Promise<string>])[] = [
  ['two sockets of one app are open at the same time', twoSockets],
  ['an own message can be edited', edited],
  ['an ephemeral message reaches a member', ephemeral],
  ['an ephemeral message to a channel without the app answers not_in_channel or channel_not_found', elsewhere],
  ['the directory tells the team of a person', person],
]

async function twoSockets(): Promise<string> {
  const sockets = [1, 2].map(
    () => new SocketModeReceiver({ appToken: env.SLACK_APP_TOKEN, installerOptions: { clientOptions: { ...base } } }),
  )
  try {
    for (const { client: socket } of sockets) await socket.start()
    return `${sockets.length} are open`
  } finally {
    await Promise.all(sockets.map(({ client: socket }) => socket.disconnect()))
  }
}

async function edited(): Promise<string> {
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'A trial of the app; it deletes this message.' })
  await client.chat.update({ channel, ts, text: 'Edited.' })
  await client.chat.delete({ channel, ts })
  return 'posted, edited and deleted'
}

async function ephemeral(): Promise<string> {
  const { user_id: user = '' } = await client.auth.test()
  await client.chat.postEphemeral({ channel, user, text: 'Only for the app itself.' })
  return 'taken'
}

async function elsewhere(): Promise<string> {
  const { user_id: user = '' } = await client.auth.test()
  const error = await client.chat.postEphemeral({ channel: 'C00000000', user, text: 'Nobody sees this.' }).then(
    () => 'it was taken',
    (reason: unknown) => (reason instanceof webApi.WebAPIPlatformError ? reason.data.error : String(reason)),
  )
  if (!['not_in_channel', 'channel_not_found'].includes(error)) throw new Error(error)
  return error
}

async function person(): Promise<string> {
  const { user_id: user = '' } = await client.auth.test()
  const { user: entry } = await client.users.info({ user })
  if (entry?.team_id === undefined) throw new Error('no team_id')
  return entry.team_id
}

let failed = 0
for (const [what, attempt] of TRIALS) {
  try {
    console.log(`ok    ${what}: ${await attempt()}`)
  } catch (error) {
    failed += 1
    console.log(`NOT   ${what}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
console.log(`${TRIALS.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
