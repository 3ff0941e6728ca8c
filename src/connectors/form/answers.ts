import { checkValue, isMask } from './checks.ts'
import { type Changes, type Config, listOf } from './config.ts'
import type { Key } from './definitions.ts'
import type { Choice, Control } from './field.ts'
import { UNSET } from './options.ts'
import type { Secrecy } from './secrecy.ts'

/** What one field's blocks hold in Slack: as we sent them, or as a view's state gives them back. */
export type Answer =
  | { kind: 'text'; text: string | null }
  | { kind: 'select'; option: string | null }
  | { kind: 'multi'; options: readonly string[] }
  | { kind: 'secret'; choice: Choice; text: string | null }
  /** From a view of its own (*Edit value…*, *Replace…*, an upload): taken as it is; null unsets. */
  | { kind: 'exact'; value: string | null }

export interface Reply {
  key: Key
  /** The control that was shown: a chosen option is resolved against its options. */
  control: Control
  /** What was last sent to its blocks; undefined for a key that the person adds. */
  sent: Answer | undefined
  answer: Answer
}

export interface Collected {
  changes: Map<string, string | null>
  /** By key, a sentence for under its field. What was wrong changes nothing. */
  refused: Map<string, string>
  /** Keys at which a secret was typed that is not kept. */
  dropped: string[]
}

/** What a control's blocks hold when it is sent; undefined where it takes no answer. */
export function sentOf(control: Control): Answer | undefined {
  if (control.kind === 'text') return { kind: 'text', text: control.value ?? null }
  if (control.kind === 'select') return { kind: 'select', option: control.selected }
  if (control.kind === 'multi') return { kind: 'multi', options: control.selected }
  if (control.kind !== 'secret') return undefined
  const { choice, shown } = control
  return { kind: 'secret', choice, text: choice === 'replace' ? (shown ?? null) : null }
}

/**
 * Takes what a page's fields hold into the changes of the draft. Only an answer that differs from what was last sent
 * to its blocks counts, both with blanks, line ends and the order of choices normalised, so that nothing which merely passed through Slack
 * changes a config. A value that is back to the config's own is no change any more; what is fixed stays. `typing`: secrets may be typed.
 */
export function collect(
  config: Config,
  changes: Changes,
  replies: readonly Reply[],
  { secrecy, typing }: { secrecy: Secrecy; typing: boolean },
): Collected {
  const result: Collected = { changes: new Map(changes), refused: new Map(), dropped: [] }
  for (const { key, control, sent, answer } of replies) {
    if (control.kind === 'fixed' || (sent && normalised(sent) === normalised(answer))) continue
    const { value, problem } = meaningOf(answer, control)
    const wrong = problem ?? (value ? checkValue(key, value) : undefined)
    // before anything else is said of it: what is refused goes on standing in its field
    if (value && !typing && !isMask(value) && secrecy.inClear(key.name, value)) result.dropped.push(key.name)
    else if (wrong) result.refused.set(key.name, wrong)
    else if (value === undefined || isSame(key, value, config.get(key.name))) result.changes.delete(key.name)
    else result.changes.set(key.name, value)
  }
  return result
}

/** The value that an answer means: null unsets, undefined is the config's own. */
function meaningOf(answer: Answer, control: Control): { value?: string | null; problem?: string } {
  switch (answer.kind) {
    case 'exact':
      return { value: answer.value }
    case 'text':
      return { value: clean(answer.text) || null }
    case 'select':
      return chosen(control, [answer.option ?? UNSET])
    case 'multi':
      return answer.options.length === 0 ? { value: null } : chosen(control, inOrder(answer.options, control))
    case 'secret':
      return secretValue(answer.choice, clean(answer.text))
  }
}

function secretValue(choice: Choice, text: string) {
  if (choice === 'keep') return {}
  if (choice === 'remove') return { value: null }
  return text
    ? { value: text }
    : { problem: 'Give a reference such as ${file:/path/of/secrets.properties:key}, or keep.' }
}

function chosen(control: Control, refs: readonly string[]) {
  const options = 'options' in control ? control.options : []
  const values = refs.map((ref) => options.find((option) => option.ref === ref)?.value)
  if (values.includes(undefined)) return { problem: 'This choice is not offered any more. Choose again.' }
  return { value: values[0] === null ? null : values.join(',') }
}

/** What stood there keeps its order, in whichever Slack gives it back; what is new follows. */
function inOrder(refs: readonly string[], control: Control): string[] {
  const before = control.kind === 'multi' ? control.selected : []
  return [...before.filter((ref) => refs.includes(ref)), ...refs.filter((ref) => !before.includes(ref))]
}

const clean = (text: string | null) => (text ?? '').replace(/\r\n?/g, '\n').trim()

function normalised(answer: Answer): string {
  if (answer.kind === 'multi') return JSON.stringify(answer.options.toSorted())
  return JSON.stringify('text' in answer ? { ...answer, text: clean(answer.text) } : answer)
}

function isSame(key: Key, value: string | null, current: string | undefined): boolean {
  if (value === null || current === undefined) return value === (current ?? null)
  return value === current || (key.type === 'LIST' && listOf(value).join() === listOf(current).join())
}
