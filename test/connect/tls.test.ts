import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { connect, createServer as createProxy } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { errorOf, openClient } from './open.ts'
import { answer, startServer, WORKER } from './server.ts'

const pem = (name: string) => readFileSync(`test/fixtures/tls/${name}`, 'utf8')
const [ca, cert, key] = [pem('ca.pem'), pem('client.pem'), pem('client.key')]

/** A worker that knows our CA and wants a certificate of it. */
async function startTlsWorker(): Promise<string> {
  const options = { ca, cert: pem('worker.pem'), key: pem('worker.key'), requestCert: true, rejectUnauthorized: true }
  const server = createServer(options, (_, response) => response.end(JSON.stringify(WORKER))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

it('talks to a worker with its own CA and a client certificate', async () => {
  const client = openClient({ urls: [await startTlsWorker()], tls: { ca, cert, key } })

  expect(await client.info()).toMatchObject({ version: '4.3.1' })
})

it.each([
  ['its CA is unknown', { cert, key }, /a certificate that is not trusted/],
  ['ours is missing', { ca }, /certificate/],
])('nothing is done when %s, and the error says where to look', async (_, tls, message) => {
  const error = await errorOf(openClient({ urls: [await startTlsWorker()], tls }).pause('orders'))

  expect(error).toMatchObject({ kind: 'unreachable', outcomeUnknown: false })
  expect(error.message).toMatch(message)
})

it('a write that a proxy answers into its TLS connection is sent to no other worker', async () => {
  const worker = new URL(await startTlsWorker())
  const spare = await startServer(answer(204))
  let breaksIn = false
  const proxy = createProxy((socket) => {
    const upstream = connect(Number(worker.port), worker.hostname)
    socket.pipe(upstream)
    upstream.on('data', (data) => socket.write(breaksIn ? 'HTTP/1.1 502 Bad Gateway\r\n\r\n' : data))
    for (const [end, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      end.on('error', () => {}).on('close', () => other.destroy())
    }
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void proxy.close())
  const address = proxy.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const client = openClient({ urls: [`https://127.0.0.1:${port}`, spare.url], tls: { ca, cert, key } })
  await client.info()
  // The connection is free for the next request a moment after its answer.
  await setImmediate()

  breaksIn = true
  const error = await errorOf(client.remove('orders'))

  expect(error).toMatchObject({ kind: 'unexpected', outcomeUnknown: true })
  expect(spare.requests).toEqual([])
})
