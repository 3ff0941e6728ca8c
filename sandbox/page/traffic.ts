import { type Obj, obj, str, words } from '../slack/json.ts'

/** What the stand-in Slack tells of each exchange with the app. */
interface Heard {
  at: number
  kind: 'call' | 'envelope' | 'response_url'
  name: string
  request: Obj
  answer: Obj | undefined
}

/** One exchange, as the drawer shows it. Times are milliseconds, sizes bytes of JSON. */
export interface Exchange extends Heard {
  id: number
  title: string
  took: number
  size: number
  /** The person's act that it answers: the id of that envelope. */
  answers: number | undefined
  /** Milliseconds since that act. */
  after: number | undefined
  /** What Slack had to complain about. */
  trouble: string | undefined
}

/** Older ones are forgotten. */
const KEPT = 500

/** Remembers what went over the line, and which act each call answers: by response_url, trigger or view. */
export function createTraffic(now: () => number) {
  const exchanges: Exchange[] = []
  const acts = new Map<string, Exchange>()
  let count = 0

  /** Everything by which a later call can refer to this act. */
  const handlesOf = (payload: Obj) =>
    [words(payload.response_url).split('/').at(-1), str(payload.trigger_id), str(obj(payload.view).id)].filter(Boolean)

  const askedBy = ({ kind, name, request }: Heard): Exchange | undefined => {
    if (kind === 'envelope') return undefined
    const handles = kind === 'response_url' ? [name] : [request.trigger_id, request.view_id]
    return handles.map((handle) => acts.get(words(handle))).find((act) => act !== undefined)
  }

  return {
    exchanges: () => exchanges as readonly Exchange[],
    hear(heard: Heard): Exchange {
      const act = askedBy(heard)
      const exchange: Exchange = {
        ...heard,
        id: ++count,
        title: titleOf(heard),
        took: now() - heard.at,
        size: Buffer.byteLength(JSON.stringify(heard.request)),
        answers: act?.id,
        after: act && now() - act.at,
        trouble: troubleOf(heard),
      }
      if (heard.kind === 'envelope') for (const handle of handlesOf(heard.request)) acts.set(String(handle), exchange)
      // A view that an act opened: what is put into it later answers the same act.
      const opened = str(obj(heard.answer?.view).id)
      if (act && opened) acts.set(opened, act)
      exchanges.push(exchange)
      if (exchanges.length > KEPT) exchanges.shift()
      return exchange
    },
  }
}
export type Traffic = ReturnType<typeof createTraffic>

function titleOf({ kind, name, request }: Heard): string {
  if (kind === 'call') return name
  if (kind === 'response_url') return `response_url${request.replace_original === true ? ', replaces' : ''}`
  if (name === 'slash_commands') return `${words(request.command)} ${words(request.text)}`
  if (name === 'events_api') return words(obj(request.event).type)
  const [action] = Array.isArray(request.actions) ? request.actions : []
  return [words(request.type), words(obj(action).action_id)].join(' ').trim()
}

function troubleOf({ kind, answer }: Heard): string | undefined {
  if (answer === undefined) return kind === 'envelope' ? 'not acknowledged in time' : 'no answer'
  if (answer.ok !== false) return undefined
  const details = [answer.errors, obj(answer.response_metadata).messages].flat().filter(Boolean)
  return [
    words(answer.error),
    ...details.map((detail) => (typeof detail === 'string' ? detail : JSON.stringify(detail))),
  ].join('\n')
}
