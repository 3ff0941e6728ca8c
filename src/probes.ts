import { createServer, type Server } from 'node:http'

interface Probes {
  port: number
  /** Answers requests from people now: a socket to Slack is open and no stop is under way. */
  ready: () => boolean
}

/** `GET /healthz`: the process runs. `GET /readyz`: it serves people. */
export async function startProbes({ port, ready }: Probes): Promise<Server> {
  const answers = new Map<string, () => boolean>([
    ['/healthz', () => true],
    ['/readyz', ready],
  ])
  const server = createServer((request, response) => {
    const ok = answers.get(request.url ?? '')?.()
    response.writeHead(ok === undefined ? 404 : ok ? 200 : 503, { 'content-type': 'text/plain' })
    response.end(ok === undefined ? 'not found\n' : ok ? 'ok\n' : 'not ready\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return server
}
