import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGuard } from '../../../sandbox/page/guard.ts'

const TOKEN = 'a'.repeat(32)
let host = ''
const guard = createGuard({ token: TOKEN, hosts: () => [host] })
const server = createServer((asked, response) => {
  const refusal = guard.refusal(asked, new URL(asked.url ?? '', 'http://page'))
  response.writeHead(refusal === undefined ? 200 : 403).end()
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const ask = (path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve) => {
    request(`http://${host}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode)).end()
  })
const cookie = () => guard.cookie().split(';')[0] ?? ''

it.each<[string, string, () => Record<string, string>, number]>([
  ['the token in the address', `/?token=${TOKEN}`, () => ({}), 200],
  ['the cookie that came of it', '/', () => ({ cookie: `other=1; ${cookie()}` }), 200],
  [
    'the page itself',
    '/',
    () => ({ cookie: cookie(), origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }),
    200,
  ],
  ['nothing', '/', () => ({}), 403],
  ['another token', `/?token=${'b'.repeat(32)}`, () => ({}), 403],
  ['half of the token', `/?token=${'a'.repeat(16)}`, () => ({}), 403],
  ['another origin', `/?token=${TOKEN}`, () => ({ origin: 'http://evil.example' }), 403],
  ['another port of this machine', '/', () => ({ cookie: cookie(), 'sec-fetch-site': 'same-site' }), 403],
  ['another name of this machine', `/?token=${TOKEN}`, () => ({ host: 'evil.example' }), 403],
])('with %s the answer is %4$s', async (_what, path, headers, expected) => {
  expect(await ask(path, headers())).toBe(expected)
})
