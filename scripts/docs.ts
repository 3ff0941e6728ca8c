import { readFileSync, writeFileSync } from 'node:fs'
import { commandsTable } from './docs/commands.ts'
import { configTables } from './docs/config.ts'
import { permissionsTable } from './docs/permissions.ts'

const README = new URL('../README.md', import.meta.url)

/** What stands in the README between `<!-- name:start -->` and `<!-- name:end -->`, by name. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  commands: commandsTable,
  permissions: permissionsTable,
  config: configTables,
}

/** The README with every generated part as it should be. Throws when a part has lost its markers. */
export function upToDate(readme: string): string {
  return Object.entries(GENERATED).reduce((text, [name, generate]) => {
    const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
    const from = text.indexOf(start)
    const to = text.indexOf(end)
    if (from === -1 || to < from) throw new Error(`README.md has no ${start} … ${end}`)
    return `${text.slice(0, from + start.length)}\n\n${generate()}\n\n${text.slice(to)}`
  }, readme)
}

if (import.meta.main) writeFileSync(README, upToDate(readFileSync(README, 'utf8')))
