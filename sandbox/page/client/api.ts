import type { Act, Answer } from '../acts.ts'
import type { Told } from '../streams.ts'

/** This load of the page: what is loaded anew has lost what Slack does not keep. */
const page = crypto.randomUUID()
const query = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString()

async function post(path: string, body: unknown = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** What was typed last and is still on its way: nothing else overtakes it. */
let typing: Promise<unknown> = Promise.resolve()

/** Does something as this person. */
export async function act(user: string, what: Act): Promise<Answer> {
  const send = async (): Promise<Answer> => (await post(`/act?${query({ as: user })}`, what)).json()
  const turn = typing.then(send, send)
  if (what.do === 'type') typing = turn
  return turn
}

export const makeHappen = (id: string) => post(`/happen?${query({ id })}`)

export type Listeners = { [Name in keyof Told]: (data: Told[Name]) => void } & { online: (online: boolean) => void }

/** Sees through this person's eyes from now on; the browser connects again by itself. */
export function watch(user: string, on: Listeners): () => void {
  const source = new EventSource(`/events?${query({ as: user, page })}`)
  for (const name of ['screen', 'traffic', 'stage'] as const) {
    source.addEventListener(name, ({ data }) => on[name](JSON.parse(data)))
  }
  source.onopen = () => on.online(true)
  source.onerror = () => on.online(false)
  return () => source.close()
}
