import { createServer, type Server } from 'node:http'

interface Probes {
  port: number
  /** Of this machine; undefined: every one. */
  host: string | undefined
  /** Answers requests from people now: a socket to Slack is open and no stop is under way. */
  ready: () => boolean
  metrics: { contentType: string; text(): Promise<string> }
  log: { error(fields: object, message: string): void }
}

interface Answer {
  status: number
  text: string
  type?: string
}

/** `GET /healthz`: the process runs. `GET /readyz`: it serves people. `GET /metrics`: what it measures, for Prometheus. */
export async function startProbes({ port, host, ready, metrics, log }: Probes): Promise<Server> {
  const answers = new Map<string, () => Promise<Answer>>([
    ['/healthz', async () => ({ status: 200, text: 'ok\n' })],
    ['/readyz', async () => (ready() ? { status: 200, text: 'ok\n' } : { status: 503, text: 'not ready\n' })],
    ['/metrics', async () => ({ status: 200, text: await metrics.text(), type: metrics.contentType })],
  ])
  const notFound = async (): Promise<Answer> => ({ status: 404, text: 'not found\n' })
  const failed = (error: unknown): Answer => {
    log.error({ err: error }, 'The metrics could not be collected')
    return { status: 500, text: 'the metrics could not be collected\n' }
  }

  const server = createServer(async (request, response) => {
    const answer = answers.get(request.url ?? '') ?? notFound
    const { status, text, type = 'text/plain' } = await answer().catch(failed)
    response.writeHead(status, { 'content-type': type }).end(text)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, resolve)
  })
  return server
}
