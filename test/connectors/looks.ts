import type { Look } from '../../src/connectors/looks.ts'
import type { Instance } from '../../src/connectors/plan.ts'
import type { Ending, Rule } from '../../src/connectors/settled.ts'

/** A look after so many seconds: states of the connector and its tasks; `FAILED:x` fails with the trace x. */
export const look = (seconds: number, ...states: string[]): Look => ({
  at: seconds * 1000,
  there: states.length > 0,
  instances: states.map((text, index) => {
    const [state = '', trace] = text.split(':')
    return { state, ...(index > 0 && { task: index - 1 }), ...(trace !== undefined && { trace }) }
  }),
})

/** What the rule says after each look; the request was made at 0. */
export function judged(rule: Rule, looks: readonly Look[], instances: Instance[] = []): (Ending | undefined)[] {
  return looks.map((last, index) => rule(last, looks.slice(0, index + 1), { startedAt: 0, plan: { instances } }))
}

export function ended(rule: Rule, looks: readonly Look[], instances: Instance[] = []) {
  const endings = judged(rule, looks, instances)
  const { kind, says } = endings.at(-1) ?? {}
  return { kind, says, early: endings.slice(0, -1).some((ending) => ending !== undefined) }
}

export const open = { kind: undefined, says: undefined, early: false }
