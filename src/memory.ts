import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { type: 'major'; execution: 'async'; flavor: 'last-resort' }) => Promise<void>

/**
 * Collects garbage and gives memory back. An idle process allocates too little for V8 to do so by itself: what starting
 * up and each look at a large Connect cluster leave behind would stay resident, several times what is in use.
 */
export async function tidyMemory(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect: Collect = runInNewContext('gc')
  await collect({ type: 'major', execution: 'async', flavor: 'last-resort' })
}
