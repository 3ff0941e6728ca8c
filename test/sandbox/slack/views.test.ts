import type { types } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../support/clock.ts'
import { createPeople } from '../../support/slack.ts'
import { people } from '../../support/workspace.ts'
import { startApp } from './app.ts'

const text = (blockId: string, initial?: string): types.ModalView['blocks'][number] => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: { type: 'plain_text', text: blockId },
  element: {
    type: 'plain_text_input',
    action_id: 'value',
    ...(initial === undefined ? {} : { initial_value: initial }),
  },
})
const modal = (title: string, ...blocks: types.ModalView['blocks']): types.ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: blocks.length > 0 ? blocks : [{ type: 'divider' }],
})

/** An app whose command does nothing but hand over its trigger id. */
async function withTrigger() {
  const clock = createTestClock()
  const triggers: string[] = []
  const { slack, client } = await startApp(
    (app) =>
      app.command('/connect', async ({ ack, body }) => {
        triggers.push(body.trigger_id)
        await ack()
      }),
    { clock },
  )
  async function trigger(): Promise<string> {
    await slack.command(people.operator, 'C0DATA', '/connect')
    return triggers.at(-1) ?? ''
  }
  async function open(view: types.ModalView): Promise<string> {
    const answer = await client.views.open({ trigger_id: await trigger(), view })
    return answer.view?.id ?? ''
  }
  return { slack, client, clock, trigger, open, as: createPeople(slack) }
}

describe('a trigger id', () => {
  it('opens one view', async () => {
    const { client, trigger, as } = await withTrigger()
    const trigger_id = await trigger()

    await client.views.open({ trigger_id, view: modal('First') })
    const again = client.views.open({ trigger_id, view: modal('Second') })

    await expect(again).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } })
    expect(as('operator').screen()).toContain('┌ First')
  })

  it('expires after three seconds', async () => {
    const { client, clock, trigger } = await withTrigger()
    const trigger_id = await trigger()
    await clock.advance(3000)

    const call = client.views.open({ trigger_id, view: modal('Late') })

    await expect(call).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } })
  })

  it('of nobody is an invalid argument', async () => {
    const { client } = await withTrigger()

    const call = client.views.open({ trigger_id: 'made up', view: modal('Never') })

    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]'] },
      },
    })
  })

  it('survives a view that is refused', async () => {
    const { client, trigger } = await withTrigger()
    const trigger_id = await trigger()

    const bad = client.views.open({ trigger_id, view: modal('A title of far too many characters') })
    await expect(bad).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })

    await expect(client.views.open({ trigger_id, view: modal('Short') })).resolves.toMatchObject({ ok: true })
  })
})

describe('the stack of views', () => {
  it('holds three', async () => {
    const { client, trigger, open } = await withTrigger()
    await open(modal('One'))
    for (const title of ['Two', 'Three']) await client.views.push({ trigger_id: await trigger(), view: modal(title) })

    const fourth = client.views.push({ trigger_id: await trigger(), view: modal('Four') })

    await expect(fourth).rejects.toMatchObject({ data: { error: 'push_limit_reached' } })
  })

  it('keeps external ids unique', async () => {
    const { client, trigger, open } = await withTrigger()
    await open({ ...modal('One'), external_id: 'draft-1' })

    const second = client.views.open({
      trigger_id: await trigger(),
      view: { ...modal('Two'), external_id: 'draft-1' },
    })

    await expect(second).rejects.toMatchObject({ data: { error: 'duplicate_external_id' } })
  })
})

describe('views.update', () => {
  it('keeps what was typed where block_id and action_id stay, and starts anew elsewhere', async () => {
    const { client, open, as } = await withTrigger()
    const view_id = await open(modal('Form', text('name', 'first'), text('port', '1')))
    await as('operator').types('name', 'typed')
    await as('operator').types('port', '2')

    const view = modal('Form', text('name', 'ignored'), text('port again', '3'))
    const answer = await client.views.update({ view_id, view })

    expect(answer.view?.state).toMatchObject({
      values: { name: { value: { value: 'typed' } }, 'port again': { value: { value: '3' } } },
    })
  })

  it('with the hash of an older version is a conflict', async () => {
    const { client, trigger } = await withTrigger()
    const opened = await client.views.open({ trigger_id: await trigger(), view: modal('One') })
    const { id: view_id = '', hash = '' } = opened.view ?? {}
    await client.views.update({ view_id, hash, view: modal('Two') })

    const stale = client.views.update({ view_id, hash, view: modal('Three') })

    await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } })
  })

  it('of a view that the person has closed is not_found', async () => {
    const { client, open, as } = await withTrigger()
    const view_id = await open(modal('One'))
    await as('operator').closes()

    const late = client.views.update({ view_id, view: modal('Two') })

    await expect(late).rejects.toMatchObject({ data: { error: 'not_found' } })
  })
})

describe('the Home tab', () => {
  it('shows what the app publishes when it is opened', async () => {
    const { slack } = await startApp((app) =>
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Your connectors' } }]
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
      }),
    )
    const as = createPeople(slack)

    await as('reader').opensHome()

    expect(as('reader').screen()).toBe('== Home ==\n# Your connectors')
  })

  it('that is switched off cannot be published', async () => {
    const { slack, client } = await startApp(() => {}, { sockets: 0 })
    slack.world.app.homeTab = false

    const call = client.views.publish({ user_id: people.reader, view: { type: 'home', blocks: [] } })

    await expect(call).rejects.toMatchObject({ data: { error: 'not_enabled' } })
  })
})
