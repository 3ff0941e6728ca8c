/** What one message shows: of two, the one with the higher revision is the newer. */
interface Revision {
  root: string
  revision: number
}

/** Messages that are remembered. */
const MOST = 1_000

export type Edits = ReturnType<typeof createEdits>

/**
 * Edits of one message run one after the other; nothing is put over what is newer, or there already: a click edits
 * through its own response_url, beside the edits of the watch. Rejects as the edit does, which may then be tried again.
 */
export function createEdits() {
  /** `done`: whether it was put there. */
  const last = new Map<string, { revision: number; done: Promise<boolean> }>()

  return async function inTurn({ root, revision }: Revision, edit: () => Promise<void>): Promise<void> {
    for (let other = last.get(root); other && other.revision >= revision; other = last.get(root)) {
      if (await other.done) return
    }
    const before = last.get(root)?.done ?? Promise.resolve(true)
    const edited = before.then(edit)
    const done = edited.then(
      () => true,
      () => {
        if (last.get(root)?.revision === revision) last.delete(root)
        return false
      },
    )
    last.delete(root)
    last.set(root, { revision, done })
    for (const oldest of last.keys()) if (last.size > MOST) last.delete(oldest)
    await edited
  }
}
