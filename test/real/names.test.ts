import { describe, expect, it } from 'vitest'
import { shows, sinkConfig } from '../connect/contract.ts'
import { sharedWorkers, useScene } from './scene.ts'

const scene = useScene()
const operator = () => scene.as('operator')

describe('a connector whose name', () => {
  it.each([
    ['has spaces', 'orders to the lake'],
    ['is not English', 'größe-заказы-注文-🛒'],
    ['has an arrow', 'orders->lake'],
    ['has a hash', 'orders#1'],
    ['has a question mark', 'orders?expand=info'],
    ['looks like a mention', '<!channel> & <@U0ADMIN>'],
  ])('%s is found, opened and paused', async (_, label) => {
    const name = await scene.runningSink(label)
    await operator().runs(`/connect list ${name.split(' ')[0]}`)
    await operator().clicks(`Open prod/${name}`)
    await operator().sees(`healthy ● ${name}`)

    await operator().clicks('Pause')

    await operator().sees(`operator paused ${name}`)
    await shows(scene.client(), name, 'PAUSED', ['PAUSED', 'PAUSED'])
  })

  const strict = !process.env.CONNECT_VERSION?.startsWith('3.')
  it.runIf(strict).each(['a/b', '100%', 'a\\b'])(
    'holds what Connect 4 cannot be asked about (%s) is shown, and refused with the reason',
    async (label) => {
      const name = await posted(label, 'STOPPED')
      await operator().runs(`/connect list ${name}`)
      await operator().sees(`stopped ■ prod/${name}`)

      await operator().clicks(`Open prod/${name}`)

      await operator().sees(`cannot be asked about a name with "${/[/%\\]/.exec(label)}" in it`)
    },
  )

  it.skipIf(strict).each(['a/b', '100%', 'a\\b'])(
    'holds what Connect 3 can be asked about (%s) is paused',
    async (label) => {
      const name = await posted(label, 'RUNNING')

      await operator().runs(`/connect pause "${name}"`)

      await operator().sees(`operator paused ${name} on prod … paused after`)
      expect((await scene.client().status(name)).connector.state).toBe('PAUSED')
    },
  )
})

/** As another tool would create it. Connect 4 cannot delete it either: there it had better be stopped. */
async function posted(label: string, state: 'RUNNING' | 'STOPPED'): Promise<string> {
  const name = scene.name(label)
  const response = await fetch(`${sharedWorkers().urls[0]}/connectors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, config: sinkConfig(), initial_state: state }),
  })
  expect(response.status).toBe(201)
  await expect.poll(async () => (await scene.client().statuses()).get(name)?.connector.state).toBe(state)
  return name
}
