import type { Obj } from '../../../sandbox/slack/json.ts'
import { asSlackSays, type validateMessage } from '../../../sandbox/slack/limits/payloads.ts'

// Small payloads that tests spoil in one place each.
export const plain = (text: string) => ({ type: 'plain_text', text })
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const section = (members: Obj = {}) => ({ type: 'section', text: mrkdwn('Hello'), ...members })
export const button = (members: Obj = {}) => ({ type: 'button', text: plain('Press'), action_id: 'press', ...members })
export const actions = (...elements: Obj[]) => ({ type: 'actions', elements })
export const option = (value: string) => ({ text: plain(value), value })
export const select = (members: Obj) => actions({ type: 'static_select', action_id: 'pick', ...members })
export const input = (element: Obj, members: Obj = {}) => ({ type: 'input', label: plain('Name'), element, ...members })
export const modal = (members: Obj = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...members })
export const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
export const x = (count: number) => 'x'.repeat(count)

export function complaints(refusal: ReturnType<typeof validateMessage>): string[] {
  return refusal?.problems.map(asSlackSays).filter((text) => !text.startsWith('failed to match')) ?? []
}
