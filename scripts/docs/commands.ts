import { VERBS } from '../../src/slack/verbs.ts'

/** `|` would end a cell. */
const cell = (text: string) => text.replaceAll('|', '\\|')

export function commandsTable(): string {
  const rows = VERBS.map(
    ({ verb, usage, does }) => `| \`/connect ${cell(`${verb} ${usage}`.trim())}\` | ${cell(does)} |`,
  )
  return [
    '| Command | What it does |',
    '| --- | --- |',
    '| `/connect` | Shows all Connect clusters in one look. |',
    ...rows,
  ].join('\n')
}
