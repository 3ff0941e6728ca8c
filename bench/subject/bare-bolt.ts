import { flushCompileCache } from 'node:module'
import { App, LogLevel } from '@slack/bolt'

/** What anybody starts from: a Bolt app that acknowledges a command and answers it. With PORT over HTTP, else a socket. */
const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT } = process.env
const app = new App({
  token: SLACK_BOT_TOKEN,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  ...(PORT === undefined
    ? { appToken: SLACK_APP_TOKEN, socketMode: true }
    : { signingSecret: SLACK_SIGNING_SECRET, port: Number(PORT) }),
})

app.command('/connect', async ({ ack, respond }) => {
  await ack()
  await respond({ text: 'Hello' })
})

await app.start()
// As the app does.
flushCompileCache()
