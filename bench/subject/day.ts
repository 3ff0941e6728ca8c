import { loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { tidyMemory } from '../../src/memory.ts'
import { run } from '../../src/run.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { answers } from '../support/probe.ts'

/** The whole app in a day that is over in a minute: only time is not real. */
const clock = createFastClock()
const config = loadConfig()
/** Every two minutes of a day as short as this would be most of it. */
let tidied = 0
const tidy = async () => (tidied++ % 15 === 0 ? tidyMemory() : undefined)
await run({ config, clock, log: createLog({ level: config.logLevel }), tidy })

answers('pass', async (hours) => {
  await clock.pass(hours * 3_600_000)
  await tidyMemory()
  return hours
})
