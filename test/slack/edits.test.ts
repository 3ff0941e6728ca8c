import { expect, it } from 'vitest'
import { createEdits } from '../../src/slack/alerts/edits.ts'

/** One message that is edited by several; `open` lets the edit of a revision come to its end. */
function aMessage() {
  const inTurn = createEdits()
  const shown: number[] = []
  const gates = new Map<number, PromiseWithResolvers<void>>()
  return {
    shown,
    edit(revision: number) {
      const gate = gates.get(revision) ?? Promise.withResolvers<void>()
      gates.set(revision, gate)
      return inTurn({ root: 'r1', revision }, async () => {
        await gate.promise
        shown.push(revision)
      })
    },
    open: (revision: number) => gates.get(revision)?.resolve(),
    fail(revision: number) {
      gates.get(revision)?.reject(new Error('Slack refused'))
      gates.delete(revision)
    },
  }
}

it('edits of one message run one after the other', async () => {
  const { shown, edit, open } = aMessage()
  const both = [edit(1), edit(2)]

  open(2)
  open(1)
  await Promise.all(both)

  expect(shown).toEqual([1, 2])
})

it.each([1, 2])('what is older, or there already, is not put over revision 2: %i', async (revision) => {
  const { shown, edit, open } = aMessage()
  const newer = edit(2)
  const late = edit(revision)

  open(2)
  open(revision)
  await Promise.all([newer, late])

  expect(shown).toEqual([2])
})

it('what could not be put there is tried again', async () => {
  const { shown, edit, open, fail } = aMessage()
  const first = edit(2)
  fail(2)
  await expect(first).rejects.toThrow('Slack refused')

  const second = edit(2)
  open(2)
  await second

  expect(shown).toEqual([2])
})
