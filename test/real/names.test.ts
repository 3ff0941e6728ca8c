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
      const name = await posted(label)
      await operator().runs(`/connect list ${name}`)
      await operator().sees(`stopped ■ prod/${name}`)

      await operator().clicks(`Open prod/${name}`)

      await operator().sees(`cannot be asked about a name with "${/[/%\\]/.exec(label)}" in it`)
    },
  )

  it.skipIf(strict).each(['a/b', '100%', 'a\\b'])(
    'holds what Connect 3 can be asked about (%s) works',
    async (label) => {
      const name = await posted(label)

      await operator().runs(`/connect resume "${name}"`)

      await operator().sees(`operator resumed ${name} on prod … 2 of 2 tasks running`)
      await shows(scene.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
    },
  )
})

/** As another tool would create it: stopped, since Connect 4 cannot delete it either. */
async function posted(label: string): Promise<string> {
  const name = scene.name(label)
  const response = await fetch(`${sharedWorkers().urls[0]}/connectors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, config: sinkConfig(), initial_state: 'STOPPED' }),
  })
  expect(response.status).toBe(201)
  await expect.poll(async () => (await scene.client().statuses()).get(name)?.connector.state).toBe('STOPPED')
  return name
}
