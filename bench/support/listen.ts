import type { Server } from 'node:http'

/** Opens a server on any free port of this machine; its origin. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A server without a port')
  return `http://127.0.0.1:${address.port}`
}
