import type { Faults } from '../faults.ts'
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

export function rateLimited(retryAfter: number): Answer {
  return {
    answered: true,
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(retryAfter) },
  }
}

function authorise(world: World, method: Methods[string], token: string): void {
  if (token === '') throw new Refused('not_authed')
  const { botToken, appToken } = world.app
  if (token !== botToken && token !== appToken) throw new Refused('invalid_auth')
  if (token !== (method.token === 'app' ? appToken : botToken)) throw new Refused('not_allowed_token_type')
  if (method.token !== 'app') for (const scope of method.scopes ?? []) needScope(world, scope)
}

interface Deps {
  faults: Faults
  rates: Rates
}

/** One call of the Web API: planned fault, token, scopes, rate limit, then the method itself. */
export function callMethod({ faults, rates }: Deps, name: string, token: string, call: Call): Answer {
  const fault = faults.next(name)
  if (fault?.kind === 'rate-limited') return rateLimited(fault.retryAfter)
  if (fault?.kind === 'server-error')
    return { answered: true, status: 500, body: { ok: false, error: 'internal_error' } }
  if (fault?.kind === 'hang') return { answered: false, hang: true }
  if (fault?.kind === 'error') return ok({ ok: false, error: fault.error })
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (!method) throw new Refused('unknown_method', { req_method: name })
    authorise(call.world, method, token)
    const wait = rates.retryAfter(name, method.tier, words(call.args.channel))
    if (wait !== undefined) return rateLimited(wait)
    const result = method.run(call)
    return fault?.kind === 'lost-answer' ? { answered: false, hang: false } : ok({ ok: true, ...result })
  } catch (error) {
    if (error instanceof Refused) return ok(error.body)
    throw error
  }
}
