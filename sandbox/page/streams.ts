import type { ServerResponse } from 'node:http'
import type { SlackSandbox } from '../slack/server.ts'
import { screenFor } from './screen.ts'
import type { Stage } from './stage.ts'
import type { Exchange, Traffic } from './traffic.ts'

/** What a page is told, by the name of the server-sent event. */
export interface Told {
  screen: ReturnType<typeof screenFor>
  traffic: readonly Exchange[]
  stage: ReturnType<Stage['show']>
}

interface Stream {
  user: string
  response: ServerResponse
  /** What it was told last, so that nothing is said twice. */
  last: Map<keyof Told, string>
}

/** Several changes within this time are told as one. */
const TOGETHER_MS = 25

/** The open pages, each seen through one person's eyes. */
export function createStreams(slack: SlackSandbox, traffic: Traffic, stage: Stage) {
  const open = new Set<Stream>()
  const known = new Set<string>()

  function tell<Name extends keyof Told>({ response, last }: Stream, event: Name, data: Told[Name]) {
    const text = JSON.stringify(data)
    if (last.get(event) === text) return
    last.set(event, text)
    response.write(`event: ${event}\ndata: ${text}\n\n`)
  }

  function tellAll(stream: Stream) {
    tell(stream, 'screen', screenFor(slack, stream.user))
    tell(stream, 'stage', stage.show())
  }

  let pending: NodeJS.Timeout | undefined
  function soon() {
    pending ??= setTimeout(() => {
      pending = undefined
      for (const stream of open) tellAll(stream)
    }, TOGETHER_MS)
  }
  const stop = slack.onChange(soon)

  return {
    /** A page that was loaded anew has lost what Slack does not keep, unless this person has another one open. */
    add(user: string, page: string, response: ServerResponse) {
      const others = [...open].some((stream) => stream.user === user)
      if (!known.has(page) && !others) slack.reload(user)
      known.add(page)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      const stream: Stream = { user, response, last: new Map() }
      open.add(stream)
      response.once('close', () => open.delete(stream))
      tellAll(stream)
      tell(stream, 'traffic', traffic.exchanges())
    },
    exchange(exchange: Exchange) {
      for (const stream of open) tell(stream, 'traffic', [exchange])
    },
    stageChanged: soon,
    close() {
      stop()
      clearTimeout(pending)
      for (const { response } of open) response.end()
    },
  }
}
