import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { Dispatch } from './dispatch.ts'
import { jettyRefusal, jettyVersion, startingPage } from './jetty.ts'
import type { Knobs } from './knobs.ts'
import type { Worker } from './workers.ts'

interface Deps {
  dispatch: Dispatch
  knobs: Knobs
  version: () => string
  closed: AbortSignal
}

/** One worker's port on loopback. Port 0 takes a free one. */
export async function openListener(worker: Worker, port: number, { dispatch, knobs, version, closed }: Deps) {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!closed.aborted) console.error('the stand-in Connect worker has failed', error)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const takenPort = address === null || typeof address === 'string' ? port : address.port
  worker.id = `127.0.0.1:${takenPort}`

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '' } = request
    const done = knobs.record(method, url, worker)
    response.on('close', () => done(response.writableFinished ? response.statusCode : 0))
    const text = await read(request)
    await knobs.delay(url)
    send(response, await answer(request, text))
  }

  async function answer(request: IncomingMessage, text: string): Promise<Answer> {
    const { method = '', url = '', headers } = request
    const refusal = jettyRefusal(version(), url, request.rawHeaders.join('').length)
    if (refusal) return refusal
    if (worker.phase === 'starting') return startingPage(version(), `http://${worker.id}`, url)
    return dispatch({ method, url, headers, text, worker })
  }

  function send(response: ServerResponse, { status, headers, body }: Answer) {
    response.writeHead(status, { Server: `Jetty(${jettyVersion(version())})`, ...headers })
    response.end(body)
  }

  return {
    port: takenPort,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
export type Listener = Awaited<ReturnType<typeof openListener>>

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
