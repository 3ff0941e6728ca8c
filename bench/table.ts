import type { Figure } from './figure.ts'

const COLUMNS: readonly (readonly [head: string, cell: (figure: Figure) => string])[] = [
  ['figure', ({ name }) => name],
  ['value', ({ value, unit }) => `${value} ${unit}`],
  ['baseline', ({ baseline }) => (baseline === undefined ? '' : String(baseline))],
  ['ratio', ({ ratio }) => (ratio === undefined ? '' : `${ratio}×`)],
  ['goal', ({ goal }) => goal],
  ['holds', ({ holds }) => (holds === undefined ? '' : holds ? 'yes' : 'NO')],
]

/** The figures in columns, for a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [COLUMNS.map(([head]) => head), ...figures.map((figure) => COLUMNS.map(([, cell]) => cell(figure)))]
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
