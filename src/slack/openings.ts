/**
 * What opens a form in a window of its own: `open:<name>` in an action_id, or a verb of the command. The window opens
 * before anything else is known, under this title.
 */
export const OPENINGS = {
  create: { title: 'Create connector' },
  config: { title: 'Config' },
  set: { title: 'Change config' },
  unset: { title: 'Change config' },
  clone: { title: 'Clone connector' },
  drafts: { title: 'Drafts' },
  draft: { title: 'Continue draft' },
  restore: { title: 'Restore config' },
} as const satisfies Record<string, { title: string }>

export type Opening = keyof typeof OPENINGS

export const isOpening = (name: string): name is Opening => Object.hasOwn(OPENINGS, name)
