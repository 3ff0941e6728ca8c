import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Figure } from './figure.ts'
import { measureAck } from './measure/ack.ts'
import { measureForms } from './measure/forms.ts'
import { measureIdle } from './measure/idle.ts'
import { measureGrowth, measureList } from './measure/list.ts'
import { measureMemory } from './measure/memory.ts'
import { measureStart } from './measure/start.ts'
import { measureStorm } from './measure/storm.ts'
import { measureTurns } from './measure/turns.ts'
import { table } from './table.ts'

/** What there is to measure, by the name that `--only` takes. */
const MEASUREMENTS = new Map<string, () => Promise<Figure[]>>([
  ['ack', measureAck],
  ['storm', measureStorm],
  ['list', measureList],
  ['growth', measureGrowth],
  ['forms', measureForms],
  ['turns', measureTurns],
  ['start', measureStart],
  ['memory', measureMemory],
  ['idle', measureIdle],
])

const BUILD = new URL('../build/', import.meta.url)

async function run(only: string | undefined): Promise<void> {
  const chosen = [...MEASUREMENTS].filter(([name]) => only === undefined || name === only)
  if (chosen.length === 0) throw new Error(`There is no "${only}". There are: ${[...MEASUREMENTS.keys()].join(', ')}.`)
  const figures: Figure[] = []
  for (const [name, measure] of chosen) {
    console.error(`${name} …`)
    figures.push(...(await measure()))
  }
  console.log(table(figures))
  mkdirSync(BUILD, { recursive: true })
  writeFileSync(new URL('bench.json', BUILD), `${JSON.stringify(figures, null, 2)}\n`)
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
await run(values.only)
