import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { expect, it, onTestFinished } from 'vitest'
import { errorOf, openClient } from './open.ts'
import { WORKER } from './server.ts'

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
