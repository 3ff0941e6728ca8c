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

  /** Round robin over the workers that are up. */
  function next(): string {
    const up = list.filter((worker) => worker.phase === 'up')
    return up[turn++ % up.length]?.id ?? ''
  }

  return {
    list,
    next,
    /** The leader as the workers believe it to be: possibly one that has just died. */
    leader: () => list.find((worker) => !worker.missed),
    /** That worker, unless it is down. */
    upOrNext: (id: string | undefined) =>
      list.find((worker) => worker.id === id && worker.phase === 'up')?.id ?? next(),
  }
}
export type Workers = ReturnType<typeof createWorkers>
