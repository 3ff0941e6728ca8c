import type { Figure } from './figure.ts'

const COLUMNS: readonly (readonly [head: string, cell: (figure: Figure) => string])[] = [
  ['Figure', ({ name }) => name],
  ['Value', ({ value, unit }) => `${value} ${unit}`.trim()],
  ['Baseline', ({ baseline }) => (baseline === undefined ? '' : String(baseline))],
  ['Ratio', ({ ratio }) => (ratio === undefined ? '' : `${ratio}×`)],
  ['Goal', ({ goal }) => goal],
  ['Holds', ({ holds }) => (holds === undefined ? '' : holds ? 'yes' : 'no')],
]

/** The figures as a table of Markdown: for a terminal, and for docs/measurements.md. */
export function table(figures: readonly Figure[]): string {
  const head = COLUMNS.map(([name]) => name)
  const rows = figures.map((figure) => COLUMNS.map(([, cell]) => cell(figure)))
  const widths = COLUMNS.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}
