import { readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { configuredCommand } from '../src/config.ts'
import { printingProblems } from './print.ts'

/** manifest.yml with another slash command, its comments kept. */
export function manifestFor(command: string): string {
  const document = parseDocument(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))
  document.setIn(['features', 'slash_commands', 0, 'command'], command)
  return document.toString({ lineWidth: 0 })
}

if (import.meta.main) await printingProblems(() => process.stdout.write(manifestFor(configuredCommand())))
