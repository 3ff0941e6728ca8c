import type { ReceiverEvent } from '@slack/bolt'
import { ConfigError } from './config/problems.ts'
import type { Config } from './config.ts'
import type { Generation } from './generation.ts'
import type { Log } from './log.ts'
import { StartError } from './start-error.ts'

interface Deps {
  first: Generation
  make: (config: Config) => Generation
  /** For what runs, when one is ended; the rest is finished by the next. */
  graceMs: number
  log: Log
}

/** What serves requests and keeps the store for as long as the process lives. */
const FIXED: Readonly<Record<string, (config: Config) => unknown>> = {
  'slack.mode': ({ slack }) => slack.connection.mode,
  SLACK_BOT_TOKEN: ({ slack }) => slack.botToken,
  SLACK_APP_TOKEN: ({ slack: { connection } }) => connection.mode === 'socket' && connection.appToken,
  SLACK_SIGNING_SECRET: ({ slack: { connection } }) => connection.mode === 'http' && connection.signingSecret,
  STORE_KEYS: ({ storeKeys }) => storeKeys,
}
/** Longer than anything that goes on behind an answer: the look for a failure after a success takes 2 minutes. */
const LINGER_MS = 3 * 60_000

/** Holds the generation that serves: the one thing that a reload changes. */
export function createReload({ first, make, graceMs, log }: Deps) {
  let current = first
  let isAsked = false
  let reloading = Promise.resolve()
  const left = new Set<Promise<void>>()
  const stopping = new AbortController()

  function leave(generation: Generation) {
    const ended = generation
      .end({ linger: LINGER_MS, grace: graceMs, signal: stopping.signal })
      .catch((error: unknown) => log.error({ err: error }, 'What a reload replaced could not be ended'))
      .finally(() => left.delete(ended))
    left.add(ended)
  }

  async function replace(load: () => Config): Promise<void> {
    const config = load()
    refuseFixed(current.config, config)
    const next = make(config)
    const discard = () => next.end({ linger: 0, grace: 0, signal: stopping.signal })
    try {
      await next.prepare()
    } catch (error) {
      await discard()
      throw error
    }
    if (stopping.signal.aborted) return discard()
    const before = current
    current = next
    const unwatched = before.unwatch()
    leave(before)
    log.info({ clusters: config.clusters.map(({ id }) => id), command: config.slack.command }, 'Reloaded')
    try {
      next.begin(unwatched)
    } catch (error) {
      log.error({ err: error }, 'What the app does by itself has not begun after the reload: restart it')
    }
  }

  async function reloadNow(load: () => Config): Promise<void> {
    isAsked = false
    await replace(load).catch((error: unknown) => {
      const isSaid = error instanceof ConfigError || error instanceof StartError
      const fields = isSaid ? { problems: error.message.split('\n') } : { err: error }
      log.error(fields, 'Not reloaded: the configuration of before stays in force')
    })
  }

  return {
    /** For the receiver. */
    processEvent: (event: ReceiverEvent) => current.processEvent(event),
    current: () => current,
    /** Takes the configuration as it is now, or nothing of it. One at a time; never rejects. */
    reload(load: () => Config): Promise<void> {
      if (!isAsked && !stopping.signal.aborted) {
        isAsked = true
        reloading = reloading.then(() => reloadNow(load))
      }
      return reloading
    },
    /** At a stop of the process. */
    async end(): Promise<void> {
      stopping.abort()
      await reloading
      await Promise.all([current.end({ linger: 0, grace: graceMs, signal: stopping.signal }), ...left])
    },
  }
}

/** @throws ConfigError */
function refuseFixed(before: Config, after: Config): void {
  const changed = Object.entries(FIXED).filter(([, read]) => read(before) !== read(after))
  const problems = changed.map(([where]) => ({ where, message: 'has changed, which needs a restart' }))
  if (problems.length > 0) throw new ConfigError(problems)
}
