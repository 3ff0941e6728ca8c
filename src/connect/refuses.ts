import { connect } from 'node:net'

/** A worker that takes longer than this does not refuse. */
const PATIENCE_MS = 3_000

/** host:port, as statuses name the worker of a URL: there the port stands also where it is the scheme's own. */
export function workerId(url: string): string {
  const { hostname, port } = addressOf(url)
  return `${hostname}:${port}`
}

function addressOf(url: string) {
  const { hostname, port, protocol } = new URL(url)
  return { hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
}

/**
 * Whether a worker refuses connections: nobody listens there. One that does not answer, or whose host is not found, is
 * not said to refuse. Ends with `false` when the signal is aborted.
 */
export function refuses(url: string, signal: AbortSignal): Promise<boolean> {
  const { hostname, port } = addressOf(url)
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  })
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(false))
    socket.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'))
  }).finally(() => socket.destroy())
}
