import { App, LogLevel } from '@slack/bolt'

/** What anybody starts from: a Bolt app over Socket Mode that acknowledges a command and answers it. */
const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  appToken: process.env.SLACK_APP_TOKEN ?? '',
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
})

app.command('/connect', async ({ ack, respond }) => {
  await ack()
  await respond({ text: 'Hello' })
})

await app.start()
