import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])
})
afterEach(() => scene.close())

const operator = () => scene.as('operator')
const admin = () => scene.as('admin')

/** In this order Slack takes them again; an escaped rejection would fail the test run. */
describe('while Slack fails', () => {
  it('the word on the way may be lost, never the outcome nor the announcement', async () => {
    await operator().runs('/connect show orders-sink')
    scene.slack.fail('response_url', { kind: 'server-error' }, 1)

    await operator().clicks('Pause')

    await operator().sees('operator paused orders-sink')
    await scene.as('reader').sees('operator paused orders-sink')
  })

  it('an outcome that the response_url refuses comes as a message of its own', async () => {
    await operator().runs('/connect show orders-sink')
    scene.slack.fail('response_url', { kind: 'server-error' }, 10)

    await operator().clicks('Pause')

    await operator().sees('operator paused orders-sink')
  })

  it('an answer that Slack takes nowhere is told of', async () => {
    scene.slack.fail('response_url', { kind: 'error', error: 'invalid_blocks' }, 10)
    scene.slack.fail('chat.postEphemeral', { kind: 'error', error: 'invalid_blocks' }, 1)
    scene.slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' }, 1)

    await scene.slack.command('U0OPERATOR', 'C0DATA', '/connect list')

    await operator().sees('Slack did not take the answer')
  })

  it('an answer that nothing brings is logged, and the app goes on', async () => {
    scene.slack.fail('response_url', { kind: 'server-error' }, 10)
    scene.slack.fail('chat.postEphemeral', { kind: 'server-error' }, 10)
    scene.slack.fail('conversations.open', { kind: 'server-error' }, 10)
    await scene.slack.command('U0OPERATOR', 'C0DATA', '/connect pause orders-sink')
    await scene.as('reader').sees('operator paused orders-sink')

    await scene.slack.command('U0OPERATOR', 'C0QUIET', '/connect list')

    await expect.poll(() => scene.log()).toContain('An answer reached nobody')
  })

  it('a rate limit while deleting does not hide that it was deleted', async () => {
    await admin().runs('/connect delete orders-sink')
    await admin().sees('Type the connector')
    await admin().types('Type the connector’s name to delete it', 'orders-sink')
    scene.slack.fail('views.update', { kind: 'rate-limited', retryAfter: 30 }, 3)

    await admin().submits()

    await admin().sees('admin deleted orders-sink')
  })

  it('a window that cannot be opened is said, not left open for ever', async () => {
    scene.slack.fail('views.open', { kind: 'server-error' })

    await admin().runs('/connect delete orders-sink')

    expect(admin().screen()).toContain('Slack did not open the window in time')
  })

  it('an error after the window was closed still reaches who asked', async () => {
    await admin().runs('/connect delete orders-sink')
    await admin().sees('Type the connector')
    await admin().types('Type the connector’s name to delete it', 'orders-sink')
    scene.prod.control.slow(1_000)
    await admin().submits()
    await admin().closes()
    await scene.prod.close()

    await admin().sees(/broke the connection off|cannot be reached/)
  })

  it('groups that cannot be asked grant nothing, and the refusal says so', async () => {
    scene.slack.fail('usergroups.users.list', { kind: 'server-error' }, 10)

    await operator().runs('/connect pause orders-sink')

    expect(await operator().sees('You may not')).toContain('Slack did not say who is in @data-admins, @data-ops')
  })
})
