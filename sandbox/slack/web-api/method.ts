import type { Obj } from '../json.ts'
import { asSlackSays, type Refusal } from '../limits/payloads.ts'
import type { Problem } from '../limits/schema.ts'
import type { Tier } from '../rates.ts'
import type { Sockets } from '../socket.ts'
import type { Triggers } from '../triggers.ts'
import type { World } from '../world.ts'

/** What a method works with: the workspace and the call's arguments. */
export interface Call {
  world: World
  triggers: Triggers
  sockets: Sockets
  /** Where the sandbox listens: `http://127.0.0.1:1234`. */
  origin: string
  args: Obj
}

interface Method {
  tier: Tier
  /** The kind of token that it takes; bot unless said. */
  token?: 'app'
  /** Scopes, each of which is needed. */
  scopes?: string[]
  /** The members of the answer besides `ok`; throws Refused. */
  run(call: Call): Obj
}

export type Methods = { [name: string]: Method }

/** Slack's `{ ok: false, error }`. */
export class Refused extends Error {
  override name = 'Refused'
  readonly body: Obj

  constructor(error: string, details: Obj = {}) {
    super(error)
    this.body = { ok: false, error, ...details }
  }
}

const messages = (problems: Problem[]) => ({
  response_metadata: { messages: problems.map((problem) => `[ERROR] ${asSlackSays(problem)}`) },
})

export function invalidArguments(message: string, pointer: string): Refused {
  return new Refused('invalid_arguments', messages([{ message, pointer }]))
}

/** A validator's refusal as the Web API words it: messages get `errors` beside the metadata, views do not. */
export function refusedBy({ error, problems }: Refusal): Refused {
  if (problems.length === 0) return new Refused(error)
  const errors = error === 'invalid_arguments' ? {} : { errors: problems.map(asSlackSays) }
  return new Refused(error, { ...errors, ...messages(problems) })
}

/** The call is refused unless the token was granted this scope. */
export function needScope(world: World, scope: string): void {
  const { scopes } = world.app
  if (!scopes.includes(scope)) {
    throw new Refused('missing_scope', { needed: scope, provided: scopes.join(',') })
  }
}
