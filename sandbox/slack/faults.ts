/** How one call of the Web API (or one use of a response_url) is to go wrong. */
export type Fault =
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'server-error' }
  /** No answer, ever; the call does nothing. */
  | { kind: 'hang' }
  /** Carried out, but the connection breaks before the answer. */
  | { kind: 'lost-answer' }
  | { kind: 'error'; error: string }

/** Faults by method (`response_url` counts as one): planned for so many calls, or decided anew at each. */
export function createFaults() {
  const planned = new Map<string, Fault[]>()
  const decided = new Map<string, () => Fault | undefined>()
  return {
    plan(method: string, fault: Fault, times: number): void {
      planned.set(method, [...(planned.get(method) ?? []), ...Array<Fault>(times).fill(fault)])
    },
    decide(method: string, next: () => Fault | undefined): void {
      decided.set(method, next)
    },
    next: (method: string): Fault | undefined => planned.get(method)?.shift() ?? decided.get(method)?.(),
  }
}
