import type { Fault } from '../faults.ts'
import { type Obj, words } from '../json.ts'
import type { Rates } from '../rates.ts'
import type { World } from '../world.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { directory } from './directory.ts'
import { files } from './files.ts'
import { type Call, type Methods, needScope, Refused } from './method.ts'
import { views } from './views.ts'

const METHODS: Methods = { ...directory, ...chat, ...views, ...conversations, ...files }

/** What goes back over HTTP; `answered: false` means that no answer comes. */
export type Answer =
  | { answered: true; status: number; body: Obj; headers?: Record<string, string> }
  | { answered: false; hang: boolean }

const ok = (body: Obj): Answer => ({ answered: true, status: 200, body })

function rateLimited(retryAfter: number): Answer {
  const headers = { 'retry-after': String(retryAfter) }
  return { answered: true, status: 429, body: { ok: false, error: 'ratelimited' }, headers }
}

/** The answer to a call that goes wrong as planned; only a lost answer lets the call happen first. */
export function goWrong(fault: Fault | undefined, errorStatus: number, carryOut: () => Answer): Answer {
  switch (fault?.kind) {
    case undefined:
      return carryOut()
    case 'rate-limited':
      return rateLimited(fault.retryAfter)
    case 'server-error':
      return { answered: true, status: 500, body: { ok: false, error: 'internal_error' } }
    case 'error':
      return { answered: true, status: errorStatus, body: { ok: false, error: fault.error } }
    case 'hang':
      return { answered: false, hang: true }
    case 'lost-answer':
      carryOut()
      return { answered: false, hang: false }
  }
}

function authorise(world: World, method: Methods[string], token: string): void {
  if (token === '') throw new Refused('not_authed')
  const { botToken, appToken } = world.app
  if (token !== botToken && token !== appToken) throw new Refused('invalid_auth')
  if (token !== (method.token === 'app' ? appToken : botToken)) throw new Refused('not_allowed_token_type')
  if (method.token !== 'app') for (const scope of method.scopes ?? []) needScope(world, scope)
}

/** One call of the Web API: token, scopes, rate limit, then the method itself. */
export function callMethod(rates: Rates, name: string, token: string, call: Call): Answer {
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (!method) throw new Refused('unknown_method', { req_method: name })
    authorise(call.world, method, token)
    const wait = rates.retryAfter(name, method.tier, words(call.args.channel))
    return wait === undefined ? ok({ ok: true, ...method.run(call) }) : rateLimited(wait)
  } catch (error) {
    if (error instanceof Refused) return ok(error.body)
    throw error
  }
}
