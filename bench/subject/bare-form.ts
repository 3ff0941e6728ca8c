import { flushCompileCache } from 'node:module'
import { App, LogLevel, type types } from '@slack/bolt'

/** A form of as many fields as a page of ours, and a button that leads to another page like it. */
const FIELDS = 20

const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  appToken: process.env.SLACK_APP_TOKEN ?? '',
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
})

const page = (n: number): types.ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Form' },
  submit: { type: 'plain_text', text: 'Done' },
  blocks: [
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'turn', text: { type: 'plain_text', text: 'Next' }, value: String(n + 1) },
      ],
    },
    ...Array.from(
      { length: FIELDS },
      (_, field): types.KnownBlock => ({
        type: 'input',
        optional: true,
        label: { type: 'plain_text', text: `Field ${field} of page ${n}` },
        hint: { type: 'plain_text', text: 'What this field is about, in one line of some length' },
        element: { type: 'plain_text_input', action_id: `field.${field}` },
      }),
    ),
  ],
})

app.command('/connect', async ({ ack, body, client }) => {
  await ack()
  await client.views.open({ trigger_id: body.trigger_id, view: page(0) })
})

app.action({ type: 'block_actions', action_id: 'turn' }, async ({ ack, body, action, client }) => {
  await ack()
  if (body.view && action.type === 'button')
    await client.views.update({ view_id: body.view.id, view: page(Number(action.value)) })
})

await app.start()
// As the app does.
flushCompileCache()
