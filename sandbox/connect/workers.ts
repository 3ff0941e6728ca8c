/** One worker of the Connect cluster. `missed`: the others have noticed that it is gone. */
export interface Worker {
  /** `host:port`, as statuses name it. */
  id: string
  phase: 'up' | 'starting' | 'down'
  missed: boolean
}

/** The workers, their leader and who gets the next instance. */
export function createWorkers() {
  const list: Worker[] = []
  let turn = 0

  return {
    list,
    /** The leader as the workers believe it to be: possibly one that has just died. */
    leader: () => list.find((worker) => !worker.missed),
    byId: (id: string) => list.find((worker) => worker.id === id),
    /** Round robin over the workers that are up. */
    next(): string {
      const up = list.filter((worker) => worker.phase === 'up')
      const worker = up[turn++ % up.length]
      return worker?.id ?? ''
    },
  }
}
export type Workers = ReturnType<typeof createWorkers>
