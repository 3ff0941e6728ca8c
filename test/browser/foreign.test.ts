import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { stage } from './support/stage.ts'

const { browser, opens, url } = stage()
const origin = () => new URL(url()).origin

/** Everything that a page of another origin can try against the sandbox, in a browser that has its cookie. */
const attack = async (target: string) => {
  const json = { 'content-type': 'application/json' }
  const tries: [string, RequestInit][] = [
    ['/happen?id=kill-bot', { method: 'POST', credentials: 'include' }],
    ['/happen?id=kill-bot', { method: 'POST', credentials: 'include', mode: 'no-cors' }],
    ['/act?as=U0ADMIN', { method: 'POST', credentials: 'include', headers: json, body: '{"do":"openHome"}' }],
    ['/traffic', { credentials: 'include' }],
  ]
  const answers = await Promise.all(
    tries.map(([path, how]) =>
      fetch(target + path, how).then(
        (answer) => `${answer.status}`,
        () => 'refused',
      ),
    ),
  )
  const stream = await new Promise<string>((resolve) => {
    const source = new EventSource(`${target}/events?as=U0ADMIN&page=x`, { withCredentials: true })
    source.onopen = () => resolve('open')
    source.onerror = () => resolve('refused')
  })
  return [...answers, stream]
}

it('a page of another origin can neither press nor see anything', async () => {
  const operator = await opens('operator')
  const foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>Hi'))
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  const page = await operator.page.context().newPage()

  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const results = await page.evaluate(attack, origin())

  // What a page may send without asking first is answered, to nobody: 0 is an answer that it cannot read.
  expect(results).toEqual(['refused', '0', 'refused', 'refused', 'refused'])
  await operator.runs('/connect clusters')
  await operator.sees('Staging')
  foreign.close()
})

it('nobody gets in without the token, or by another name of this machine', async () => {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(origin() + path, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .once('error', reject)
        .end()
    })
  const query = new URL(url()).search

  const answers = {
    withToken: await ask(`/${query}`),
    without: await ask('/'),
    wrong: await ask('/?token=00000000000000000000000000000000'),
    rebound: await ask(`/${query}`, { host: 'evil.example' }),
    fromElsewhere: await ask(`/traffic${query}`, { origin: 'http://evil.example' }),
    stream: await ask('/events?as=U0ADMIN'),
  }

  expect(answers).toEqual({ withToken: 200, without: 403, wrong: 403, rebound: 403, fromElsewhere: 403, stream: 403 })
})

it('nothing that the page loads leaves this machine', async () => {
  const context = await browser().newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (one) => asked.push(new URL(one.url()).origin))

  await page.goto(url())
  await page.getByRole('combobox', { name: /^Message/ }).waitFor()

  expect([...new Set(asked)].filter((one) => one !== 'null')).toEqual([origin()])
  await context.close()
})
