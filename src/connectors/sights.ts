import type { ConnectClient } from '../connect/client.ts'
import type { Clock } from '../connect/clock.ts'
import { ConnectError } from '../connect/errors.ts'
import type { ConnectorStatus } from '../connect/schemas.ts'
import { type Health, healthOf } from './health.ts'
import { type Look, lookAt } from './looks.ts'
import type { Settling } from './settled.ts'

export interface Watched {
  client: ConnectClient
  clock: Clock
  name: string
  seenIn: Settling['seenIn']
  /** Ends the watch by a rejection: the process is about to end. */
  signal: AbortSignal
}

/** A look with what people read of it. */
export interface Sight {
  look: Look
  words: string
  health: Health
  status?: ConnectorStatus
}

/** Milliseconds between looks: soon at first, then half as often again each time, up to the most. */
interface Pace {
  first: number
  most: number
  /** Milliseconds since the epoch, after which nothing is looked at. */
  until: number
}

/** Looks again and again. What Connect fails to answer is yielded too: a rebalance is outlasted. */
export async function* sights(watched: Watched, { first, most, until }: Pace): AsyncGenerator<Sight | ConnectError> {
  const { clock, signal } = watched
  for (let pause = first; ; pause = Math.min(pause * 1.5, most)) {
    yield await sight(watched)
    if (clock.now() >= until) return
    await clock.sleep(pause, signal)
  }
}

async function sight({ client, clock, name, seenIn, signal }: Watched): Promise<Sight | ConnectError> {
  const gone: Sight = { look: { at: clock.now(), there: false, instances: [] }, words: 'not there', health: 'unknown' }
  try {
    if (seenIn === 'names') {
      const there = (await client.names({ signal, repeats: false })).includes(name)
      const look = { at: clock.now(), there, instances: [] }
      return { look, words: there ? 'still there' : 'gone', health: 'unknown' }
    }
    const status = await client.status(name, { signal, repeats: false })
    const { health, reason } = healthOf(status)
    return { look: lookAt(clock.now(), status), words: reason, health, status }
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error
    return error.kind === 'not-found' ? { ...gone, look: { ...gone.look, at: clock.now() } } : error
  }
}
