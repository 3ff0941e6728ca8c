import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, realClock } from './clock.ts'
import { createFaults, type Fault } from './faults.ts'
import { giveOut } from './files.ts'
import { argumentsOf, bytesOf, isForeign, sendJson } from './http.ts'
import { type Obj, words } from './json.ts'
import { runCommand } from './people/commands.ts'
import { createControls } from './people/controls.ts'
import type { Log, PeopleDeps } from './people/deliver.ts'
import { createEvents } from './people/events.ts'
import { createModals } from './people/modals.ts'
import { createRates } from './rates.ts'
import { createRequests, type Reachable } from './requests.ts'
import { createResponseUrls } from './response-urls.ts'
import { screenOf } from './screen/screen.ts'
import type { Seed } from './seed.ts'
import { createSockets } from './socket.ts'
import { createTriggers } from './triggers.ts'
import { type Answer, callMethod, goWrong } from './web-api/dispatch.ts'
import { createWorld } from './world.ts'

interface Options {
  seed: Seed
  clock?: Clock
  /** 0: any free one. */
  port?: number
  /** false: calls are never answered with 429 of their own accord. */
  rateLimits?: boolean
  /** The app has an address of its own, and gets requests there; otherwise it opens sockets. */
  http?: Reachable
  /** Sees every exchange with the app. */
  log?: Log
}

/** Waits of tests, in real milliseconds. */
const WAIT_LIMIT_MS = 25_000

/**
 * A Slack workspace with one installed app, on 127.0.0.1. The app connects as to the real one, with `apiUrl` for the
 * Web API's address; people act through the verbs.
 */
export async function startSlack(options: Options) {
  const { seed, clock = realClock, port = 0, rateLimits = true, http, log = () => {} } = options
  const world = createWorld(seed, clock)
  const sockets = createSockets(world.app.id, world.changes.changed)
  const triggers = createTriggers(clock)
  const faults = createFaults()
  const rates = createRates(clock, rateLimits)
  const responseUrls = createResponseUrls(world)

  const server = createServer((request, response) => {
    if (request.url?.startsWith('/files-pri/')) return giveOut(world, request, response)
    answer(request)
      .then((result) => send(response, result))
      .catch((error: unknown) => sendJson(response, 500, { ok: false, error: `The sandbox failed: ${String(error)}` }))
  })
  server.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const origin = originOf(server.address())

  async function answer(request: IncomingMessage): Promise<Answer> {
    if (isForeign(request, new URL(origin).host)) return { answered: true, status: 403, body: { ok: false } }
    const bytes = await bytesOf(request)
    const contentType = request.headers['content-type'] ?? ''
    const [, area = '', name = ''] = new URL(request.url ?? '', origin).pathname.split('/')
    const at = clock.now()
    if (area === 'upload') return upload(name, contentType, bytes)
    const args = argumentsOf(contentType, bytes.toString())
    if (area !== 'api' && area !== 'response') return { answered: true, status: 404, body: { ok: false } }
    const result = area === 'api' ? call(name, request.headers.authorization, args) : useResponseUrl(name, args)
    const kind = area === 'api' ? 'call' : 'response_url'
    log({ at, kind, name, request: args, answer: result.answered ? result.body : undefined })
    return result
  }

  function call(method: string, authorization = '', args: Obj): Answer {
    const token = authorization.replace(/^Bearer /, '') || words(args.token)
    const context = { world, triggers, sockets, origin, args }
    return goWrong(faults.next(method), 200, () => callMethod(rates, method, token, context))
  }

  function useResponseUrl(id: string, body: Obj): Answer {
    return goWrong(faults.next('response_url'), 404, () => ({ answered: true, ...responseUrls.use(id, body) }))
  }

  async function upload(id: string, contentType: string, bytes: Buffer): Promise<Answer> {
    const file = world.files.get(id)
    if (!file) return { answered: true, status: 404, body: { ok: false } }
    file.bytes = contentType.startsWith('multipart/') ? await firstPart(contentType, bytes) : bytes
    return { answered: true, status: 200, body: { ok: true } }
  }

  const toApp = http ? createRequests(http, world.closing.signal) : sockets.deliver
  const deps: PeopleDeps = { world, toApp, triggers, responseUrls, origin, log }

  return {
    /** For the app's Web API clients. */
    apiUrl: `${origin}/api/`,
    origin,
    /** The whole state; for looking. */
    world,
    sockets,

    command: (user: string, channel: string, text: string) => runCommand(deps, user, channel, text),
    ...createControls(deps),
    ...createModals(deps),
    ...createEvents(deps),

    /** The next `times` calls of a method (or uses of a response_url, as `response_url`) go wrong. */
    fail: (method: string, fault: Fault, times = 1) => faults.plan(method, fault, times),

    /** From now on this says of each call whether it goes wrong. */
    failEach: (method: string, next: () => Fault | undefined) => faults.decide(method, next),

    /** All that this person sees, as text. */
    screen: (user: string) => screenOf(world, user),
    onChange: world.changes.subscribe,
    /** Waits until `look` finds something; fails with what the person sees. */
    waitFor: <T>(look: () => T | undefined | false, what: string, user: string, limitMs = WAIT_LIMIT_MS) =>
      world.changes.waitFor(
        look,
        () => `${what}: not within ${limitMs} ms. ${user} sees:\n${screenOf(world, user)}`,
        limitMs,
      ),

    async close(): Promise<void> {
      world.closing.abort()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type SlackSandbox = Awaited<ReturnType<typeof startSlack>>

function originOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port')
  return `http://127.0.0.1:${address.port}`
}

function send(response: ServerResponse, result: Answer): void {
  if (result.answered) sendJson(response, result.status, result.body, result.headers)
  else if (!result.hang) response.destroy()
}

async function firstPart(contentType: string, bytes: Buffer): Promise<Buffer> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData()
  const part = [...form.values()].find((value) => typeof value !== 'string')
  return part ? Buffer.from(await part.arrayBuffer()) : Buffer.alloc(0)
}
