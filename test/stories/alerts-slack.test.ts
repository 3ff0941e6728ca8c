import { afterEach, describe, expect, it } from 'vitest'
import { controlsOf } from '../../sandbox/slack/block-ids.ts'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'
import { people } from '../support/workspace.ts'

let scene: Scene
afterEach(() => scene.close())

async function watching(alerts: string) {
  scene = await createScene({ slack: `alerts: ${alerts}` })
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('clicks-sink')])
  await seenWell(scene)
}

const fails = (name = 'orders-sink') => scene.prod.control.failTask(name, 0, LOGIN_FAILED)

describe('routes', () => {
  it('lead to their channel, with the group that is to be mentioned', async () => {
    await watching(
      '{ channel: C0DATA, interval: 2s, routes: [{ connectors: clicks-*, channel: C0SHARED, shared: true, mention: "@data-ops" }] }',
    )

    fails('clicks-sink')

    const screen = await operator().sees('firing ✖ clicks-sink')
    expect(screen).toMatch(/== #shared ==[\s\S]*firing ✖ clicks-sink[\s\S]*@data-ops/)
  })

  it.each([
    ['C0QUIET', 'the app is not in it (not_in_channel). Invite it there.'],
    ['C0OLD', 'it is archived (is_archived). Unarchive it, or change the route.'],
    ['C0GONE', 'there is no such channel, or it is private and the app is not in it (channel_not_found).'],
    ['C0SHARED', 'it is shared with another company'],
  ])('to a channel that does not take it (%s) end in the other one, which says so', async (channel, reason) => {
    await watching(`{ channel: C0DATA, interval: 2s, routes: [{ connectors: "*", channel: ${channel} }] }`)

    fails()

    const screen = await operator().sees('firing ✖ orders-sink')
    expect(screen).toMatch(/== #data ==[\s\S]*firing ✖ orders-sink/)
    expect(screen).toContain(`Meant for another channel (${channel}), which does not take it: ${reason}`)
  })

  it('to channels that take nothing are reported in the other one before anything fails', async () => {
    await watching(
      '{ channel: C0DATA, interval: 2s, routes: [{ connectors: a-*, channel: C0QUIET }, { connectors: b-*, channel: C0OLD }] }',
    )

    const screen = await operator().sees('2 channels cannot be told of failures ✖')

    expect(screen).toContain('#quiet: the app is not in it. Invite it there.')
    expect(screen).toContain('#old: it is archived')
  })

  it('are tried with a sample', async () => {
    await watching(
      '{ channel: C0DATA, interval: 2s, routes: [{ connectors: clicks-*, channel: C0QUIET, mention: "@data-ops" }] }',
    )

    await operator().runs('/connect alerts test')

    const screen = await operator().sees('A sample of an alert')
    expect(screen).toContain('#quiet ✖ the app is not in it (not_in_channel). Invite it there.')
    expect(screen).toContain('#data ✓')
    expect(screen).toContain('this is a test of the alert rules: nothing has failed')
  })
})

describe('when Slack fails', () => {
  it('an alert whose post got no answer is posted again, and marked as perhaps a second copy', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    scene.slack.fail('chat.postMessage', { kind: 'lost-answer' })

    fails()

    const screen = await operator().sees('Perhaps a second copy')
    expect(screen.match(/firing ✖ orders-sink/g)).toHaveLength(2)
  })

  it('what somebody does on the first copy shows on both', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    scene.slack.fail('chat.postMessage', { kind: 'lost-answer' })
    fails()
    await operator().sees(/↳ .*PSQLException/)
    const [first] = scene.slack.world.messages.get('C0DATA') ?? []
    const acknowledge = controlsOf(first?.blocks ?? []).filter(
      ({ element }) => element.action_id === 'alert:acknowledge',
    )

    for (const control of acknowledge)
      await scene.slack.click(people.operator, { channel: 'C0DATA', ts: first?.ts ?? '' }, control)

    const screen = await operator().sees(/acknowledged ◐ orders-sink[\s\S]*acknowledged ◐ orders-sink/)
    expect(screen).not.toContain('firing')
  })

  it('an alert that Slack has no time for is posted once, when it said', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    scene.slack.fail('chat.postMessage', { kind: 'rate-limited', retryAfter: 20 })

    fails()

    const screen = await operator().sees('firing ✖ orders-sink')
    expect(screen).not.toContain('Perhaps a second copy')
  })

  it('an alert is posted once, though Slack did not say first who is in the channel', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    scene.slack.fail('conversations.info', { kind: 'lost-answer' })

    fails()

    const screen = await operator().sees(/↳ .*orders-sink: PSQLException/)
    expect(screen.match(/firing ✖ orders-sink/g)).toHaveLength(1)
    expect(screen).not.toContain('Perhaps a second copy')
  })

  it('an alert that Slack does not take as it is drawn is told in words', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    scene.slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })

    fails()

    const screen = await operator().sees('firing ✖ orders-sink on prod')
    expect(screen).toContain('PSQLException: FATAL')
    expect(screen).not.toContain('Meant for another channel')
  })

  it('a message that somebody deleted is posted anew', async () => {
    await watching('{ channel: C0DATA, interval: 2s }')
    fails()
    await operator().sees('firing ✖ orders-sink')
    const [root] = scene.slack.world.messages.get('C0DATA') ?? []
    scene.slack.world.messages.set('C0DATA', [])

    fails('clicks-sink')

    await operator().sees('firing ✖ 2 connectors on prod')
    expect(scene.slack.world.messages.get('C0DATA')?.[0]?.ts).not.toBe(root?.ts)
  })
})

it('without alerts in the configuration nothing is watched, and the log says so', async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])

  await operator().runs('/connect alerts')

  await operator().sees('Connectors are not watched')
  expect(scene.log()).toContain('Connectors are not watched')
  expect(scene.prod.control.requests()).toEqual([])
})

const operator = () => scene.as('operator')
