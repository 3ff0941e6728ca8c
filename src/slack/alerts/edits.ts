/** What one message shows: of two, the one with the higher revision is the newer. */
interface Revision {
  root: string
  revision: number
}

/** Messages that are remembered. */
const MOST = 1_000

export type Edits = ReturnType<typeof createEdits>

/**
 * Edits of one message run one after the other, and an older state of things is never put over a newer one: a click
 * edits through its own response_url, beside the edits of the watch.
 */
export function createEdits() {
  const shown = new Map<string, { revision: number; done: Promise<unknown> }>()

  return async function inTurn({ root, revision }: Revision, edit: () => Promise<void>): Promise<void> {
    const before = shown.get(root)
    if (before !== undefined && before.revision > revision) return void (await before.done)
    const done = (before?.done ?? Promise.resolve()).then(edit, edit)
    shown.delete(root)
    shown.set(root, { revision, done: done.catch(() => undefined) })
    for (const oldest of shown.keys()) if (shown.size > MOST) shown.delete(oldest)
    try {
      await done
    } catch (error) {
      // What was not put there is not newer than what follows.
      if (shown.get(root)?.revision === revision) shown.delete(root)
      throw error
    }
  }
}
