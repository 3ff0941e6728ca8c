import { expect, it, onTestFinished } from 'vitest'
import { startProbes } from '../src/probes.ts'
import { freePort } from './support/port.ts'

async function open() {
  const port = await freePort()
  const logged: string[] = []
  const state = { ready: true, store: 'open' }
  const server = await startProbes({
    port,
    host: '127.0.0.1',
    ready: () => state.ready,
    metrics: {
      contentType: 'text/plain; version=0.0.4',
      text: async () => {
        if (state.store !== 'open') throw new Error('the database is closed')
        return 'up 1\n'
      },
    },
    log: { error: (_fields: object, message: string) => void logged.push(message) },
  })
  onTestFinished(() => void server.close())
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })
    return `${response.status} ${response.headers.get('content-type')} ${(await response.text()).trim()}`
  }
  return { port, state, logged, get }
}

it('tells whether the process runs, whether it serves people, and what it measures', async () => {
  const { state, get } = await open()
  state.ready = false

  const answers = await Promise.all(['/healthz', '/readyz', '/metrics', '/'].map(get))

  expect(answers).toEqual([
    '200 text/plain ok',
    '503 text/plain not ready',
    '200 text/plain; version=0.0.4 up 1',
    '404 text/plain not found',
  ])
})

it('is open at the address that it was given, and at no other', async () => {
  const { port, get } = await open()

  expect(await get('/healthz')).toBe('200 text/plain ok')
  await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow('fetch failed')
})

it('says and logs that the metrics could not be collected, and goes on', async () => {
  const { state, logged, get } = await open()
  state.store = 'closed'

  expect(await get('/metrics')).toBe('500 text/plain the metrics could not be collected')

  expect(logged).toEqual(['The metrics could not be collected'])
  expect(await get('/healthz')).toBe('200 text/plain ok')
})
