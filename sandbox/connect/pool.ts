import type { Delays } from './clock.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type Listener, openListener } from './listener.ts'
import type { Worker, Workers } from './workers.ts'

interface Deps {
  workers: Workers
  delays: Delays
  lifecycle: Lifecycle
  listen: Parameters<typeof openListener>[2]
}

/** The workers' ports: opened together, killed and started one by one. */
export function createWorkerPool({ workers, delays, lifecycle, listen }: Deps) {
  const listeners: Listener[] = []
  const at = (index: number): [Worker, Listener] => {
    const worker = workers.list[index]
    const listener = listeners[index]
    if (!worker || !listener) throw new Error(`there is no worker ${index}`)
    return [worker, listener]
  }

  return {
    async open(ports: readonly number[]): Promise<string[]> {
      for (const port of ports) {
        const worker: Worker = { id: '', phase: 'up', missed: false }
        workers.list.push(worker)
        listeners.push(await openListener(worker, port, listen))
      }
      return workers.list.map(({ id }) => `http://${id}`)
    },
    /**
     * As kill -9: its port is closed at once, statuses go on saying that its tasks run; once it is missed they are
     * given to the others (later, unless it was the leader).
     */
    async kill(index: number) {
      const [worker, listener] = at(index)
      const led = workers.leader() === worker
      worker.phase = 'down'
      lifecycle.later(delays.session, () => {
        worker.missed = worker.phase === 'down'
        lifecycle.later(led ? 0 : delays.reassign, () => worker.missed && lifecycle.reassign(worker.id))
      })
      await listener.close()
    },
    /** On its old port; answers Jetty's 404 page until it is ready. */
    async start(index: number) {
      const [worker, { port }] = at(index)
      worker.phase = 'starting'
      worker.missed = false
      listeners[index] = await openListener(worker, port, listen)
      lifecycle.later(delays.starting, () => {
        worker.phase = 'up'
      })
    },
    close: () => Promise.all(listeners.map((listener) => listener.close())),
  }
}
