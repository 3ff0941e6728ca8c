/** Told whenever something changed that somebody could see. */
type Listener = () => void

/**
 * What changed is not said: whoever listens looks again. `waitFor` takes real time, whatever the sandbox's clock is,
 * since it only bounds how long a test or a page waits.
 */
export function createChanges() {
  const listeners = new Set<Listener>()

  function subscribe(listener: Listener): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return {
    subscribe,
    changed(): void {
      for (const listener of [...listeners]) listener()
    },
    /** Resolves with the first value that is neither undefined nor false; rejects with `explain()` after `limitMs`. */
    waitFor<T>(look: () => T | undefined | false, explain: () => string, limitMs: number): Promise<T> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(() => reject(new Error(explain()))), limitMs)
        const unsubscribe = subscribe(check)
        function finish(settle: () => void) {
          clearTimeout(timer)
          unsubscribe()
          settle()
        }
        function check() {
          try {
            const found = look()
            if (found !== undefined && found !== false) finish(() => resolve(found))
          } catch (error) {
            finish(() => reject(error))
          }
        }
        check()
      })
    },
  }
}
