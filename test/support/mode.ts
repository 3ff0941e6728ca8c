import { freePort } from './port.ts'

export type Mode = 'socket' | 'http'

/** How Slack reaches the bot of a story that does not say: `npm test` tells each in socket mode, the long run by HTTP as well. */
export const MODE: Mode = process.env.STORIES_MODE === 'http' ? 'http' : 'socket'

const SIGNING_SECRET = 'a secret between the stand-in Slack and the bot'

/** What Slack and the bot have to know of each other. */
export async function createConnection(mode: Mode) {
  if (mode === 'socket') return { slack: {}, env: { SLACK_APP_TOKEN: 'xapp-test' } }
  const port = await freePort()
  return {
    slack: { http: { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: SIGNING_SECRET } },
    env: { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(port), BIND_ADDRESS: '127.0.0.1' },
  }
}
