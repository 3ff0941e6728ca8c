import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/connectors/actions.ts'
import { keyOf } from '../../src/connectors/key.ts'
import { actionId, encodeTarget } from '../../src/slack/ids.ts'
import { fileSink, LOGIN_FAILED, postgresSource } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { people } from '../support/workspace.ts'

let scene: Scene
beforeAll(async () => {
  scene = await createScene({
    file: `
roles: { ops: { groups: ["@data-ops"] }, blind: { users: [${people.editor}] } }
policies:
  - { resource: [connect, "*"], effect: Allow, actions: [CONNECT_INSPECT], role: "*" }
  - { resource: [connect, prod, connector, "hidden-*"], effect: Deny, actions: [CONNECT_INSPECT], role: "*" }
  - { resource: [connect, prod, connector, "orders-*"], effect: Allow, actions: [CONNECT_ALTER_STATE], role: ops }
  - { resource: [connect, staging], effect: Deny, actions: [CONNECT_INSPECT], role: blind }
  - { resource: [connect, prod], effect: Deny, actions: [CONNECT_INSPECT], role: blind }
  - { resource: [connect, prod, connector, "orders-*"], effect: Allow, actions: [CONNECT_ALTER_STATE], role: blind }
`,
    whereToAsk: 'Ask in #data-platform.',
  })
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('hidden-sink'), postgresSource('orders-pg')])
  scene.prod.control.failTask('orders-pg', 0, LOGIN_FAILED)
  scene.prod.control.forgetRequests()
})
beforeEach(() => {
  for (const person of Object.values(people)) scene.slack.reload(person)
  scene.prod.control.forgetRequests()
})
afterAll(() => scene.close())

const rows = Object.values(ACTIONS)

describe('without the right', () => {
  it.each(rows.filter(({ target }) => target === 'connector'))(
    'the command $id is refused privately',
    async ({ id }) => {
      await scene.as('reader').runs(`/connect ${id} orders-sink`)

      const screen = await scene.as('reader').sees('You may not')

      expect(screen).toContain(ACTIONS[id].permission)
      expect(screen).toContain('Ask in #data-platform.')
      expect(writes()).toEqual([])
      expect(scene.as('operator').screen()).not.toContain('You may not')
    },
  )

  it('a card has no button that would be refused', async () => {
    await scene.as('reader').runs('/connect show orders-sink')

    for (const { label } of rows) expect(scene.as('reader').screen()).not.toContain(`[${label}`)
  })

  it.each(rows)('a button for $id, pressed on a message that others see too, is refused privately', async ({ id }) => {
    const target = { k: keyOf({ cluster: 'prod', connector: 'orders-sink' }), t: 0 }
    const message = await postedBy(actionId(id), encodeTarget(target))

    await scene.as('reader').clicks('Press me', { in: { message } })

    await scene.as('reader').sees('You may not')
    expect(writes()).toEqual([])
    expect(scene.as('operator').screen()).not.toContain('You may not')
  })
})

describe('what one may not see', () => {
  it.each(['show', 'trace', 'config', 'topics', 'tasks', 'pause', 'restart', 'delete'])(
    '%s answers as if it did not exist',
    async (verb) => {
      const hidden = await answerTo(`/connect ${verb} hidden-sink`)
      const missing = await answerTo(`/connect ${verb} absent-sink`)

      expect(hidden.replaceAll('hidden-sink', 'absent-sink')).toBe(missing)
    },
  )

  it('stands in no list, count, search or suggestion', async () => {
    await scene.as('reader').runs('/connect')
    await scene.as('reader').runs('/connect list')
    await scene.as('reader').runs('/connect show hidden-sin')

    expect(await scene.as('reader').searches('Find a connector…', 'hidden')).toEqual([])
    expect(scene.as('reader').screen()).not.toContain('hidden-sink')
    expect(scene.as('reader').screen()).toContain('of 2 connectors')
  })

  it('a whole Connect cluster answers like one that is not there', async () => {
    await scene.as('editor').runs('/connect list --cluster staging')
    await scene.as('editor').runs('/connect list --cluster nowhere')

    const screen = scene.as('editor').screen()

    expect(screen).toContain('no Connect cluster "staging". There are: prod.')
    expect(screen).toContain('no Connect cluster "nowhere". There are: prod.')
  })

  it('with a right to act but not to inspect, state is shown and no cause', async () => {
    await scene.as('editor').runs('/connect show orders-pg')
    await scene.as('editor').runs('/connect list')

    const screen = scene.as('editor').screen()

    expect(screen).toContain('failed ✖ orders-pg')
    expect(screen).not.toContain('PSQLException')
  })
})

async function answerTo(command: string): Promise<string> {
  scene.slack.reload(people.reader)
  await scene.as('reader').runs(command)
  return scene.as('reader').sees(/no such connector|no connector/)
}

const writes = () => scene.prod.control.requests().filter(({ method }) => method !== 'GET')

/** A message of the app in the channel with one button, as an older message might hold it. */
async function postedBy(action: string, value: string): Promise<string> {
  const text = `Old message ${action}`
  const button = { type: 'button', action_id: action, value, text: { type: 'plain_text', text: 'Press me' } }
  const blocks = [
    { type: 'section', text: { type: 'plain_text', text } },
    { type: 'actions', elements: [button] },
  ]
  await fetch(`${scene.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer xoxb-test' },
    body: JSON.stringify({ channel: 'C0DATA', text, blocks }),
  })
  return text
}
