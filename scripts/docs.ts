import { readFileSync, writeFileSync } from 'node:fs'
import { commandsTable } from './docs/commands.ts'
import { configTables } from './docs/config.ts'
import { metricsTable } from './docs/metrics.ts'
import { permissionsTable } from './docs/permissions.ts'

const ROOT = new URL('../', import.meta.url)

/** What stands in a document between `<!-- name:start -->` and `<!-- name:end -->`, by document and name. */
export const GENERATED: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { commands: commandsTable, permissions: permissionsTable, config: configTables },
  'docs/operations/metrics.md': { metrics: metricsTable },
}

/** The document with every generated part as it should be. Throws when a part has lost its markers. */
export function upToDate(name: string, document: string): string {
  return Object.entries(GENERATED[name] ?? {}).reduce((text, [part, generate]) => {
    const [start, end] = [`<!-- ${part}:start -->`, `<!-- ${part}:end -->`]
    const from = text.indexOf(start)
    const to = text.indexOf(end)
    if (from === -1 || to < from) throw new Error(`${name} has no ${start} … ${end}`)
    return `${text.slice(0, from + start.length)}\n\n${generate()}\n\n${text.slice(to)}`
  }, document)
}

if (import.meta.main) {
  for (const name of Object.keys(GENERATED)) {
    const at = new URL(name, ROOT)
    writeFileSync(at, upToDate(name, readFileSync(at, 'utf8')))
  }
}
