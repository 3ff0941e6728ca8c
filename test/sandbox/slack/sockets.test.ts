import { expect, it } from 'vitest'
import type { SlackSandbox } from '../../../sandbox/slack/server.ts'
import { createTestClock } from '../../support/clock.ts'
import { people } from '../../support/workspace.ts'
import { clientOf, startApp } from './app.ts'

it('gives each envelope to one of the open sockets', async () => {
  const texts: string[] = []
  const { slack } = await startApp(
    (app) =>
      app.command('/connect', async ({ ack, command }) => {
        texts.push(command.text)
        await ack()
      }),
    { sockets: 2 },
  )

  for (const text of ['1', '2', '3']) await slack.command(people.operator, 'C0DATA', `/connect ${text}`)

  expect(slack.sockets.count()).toBe(2)
  expect(texts).toEqual(['1', '2', '3'])
})

it('keeps serving over the other socket when one is broken', async () => {
  const { slack } = await startApp((app) => app.command('/connect', ({ ack }) => ack('Here')), { sockets: 2 })
  slack.sockets.dropOne()

  const reaction = await slack.command(people.operator, 'C0DATA', '/connect')

  expect(reaction).toEqual({ kind: 'done' })
})

it('delivers an envelope twice when told to', async () => {
  const texts: string[] = []
  const { slack } = await startApp((app) =>
    app.command('/connect', async ({ ack, command, respond }) => {
      texts.push(command.text)
      await ack()
      await respond(`Answer ${texts.length}`)
    }),
  )
  slack.sockets.duplicateNext()

  await slack.command(people.operator, 'C0DATA', '/connect list')
  await slack.waitFor(() => slack.screen(people.operator).includes('Answer 2'), 'two answers', people.operator)

  expect(texts).toEqual(['list', 'list'])
})

it('turns away the eleventh socket', async () => {
  const { slack } = await startApp(() => {}, { sockets: 0 })
  const sockets = await Promise.all(Array.from({ length: 11 }, () => connect(slack)))

  expect(sockets.filter(({ first }) => first.type === 'hello')).toHaveLength(10)
  expect(sockets.map(({ first }) => first).find(({ type }) => type === 'disconnect')).toMatchObject({
    reason: 'too_many_websockets',
  })
  for (const { socket } of sockets) socket.close()
})

it('asks the app to reconnect', async () => {
  const { slack } = await startApp(() => {}, { sockets: 0 })
  const { socket } = await connect(slack)
  const next = messageOf(socket)

  slack.sockets.refresh()

  expect(await next).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' })
  socket.close()
})

it('repeats an event that is not acknowledged: at once, after a minute, after five', async () => {
  const clock = createTestClock()
  const { slack } = await startApp(() => {}, { clock, sockets: 0 })
  const { socket } = await connect(slack)
  const attempts: unknown[] = []
  socket.addEventListener('message', ({ data }) => attempts.push(JSON.parse(String(data)).retry_attempt))

  const event = slack.event({ type: 'app_home_opened' })
  await clock.advance(400_000)
  await event

  await expect.poll(() => attempts).toEqual([0, 1, 2, 3])
  socket.close()
})

/** A bare Socket Mode client, and the first message that it got. */
async function connect(slack: SlackSandbox) {
  const { url = '' } = await clientOf(slack, slack.world.app.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  return { socket, first: await messageOf(socket) }
}

function messageOf(socket: WebSocket): Promise<{ type: string; reason?: string }> {
  return new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data))), { once: true })
  })
}
