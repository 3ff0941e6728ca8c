import { METRICS } from '../../src/metrics/table.ts'
import { table } from './table.ts'

/** What the app itself measures. */
export function metricsTable(): string {
  const rows = Object.values(METRICS).map(({ name, type, labelNames, help }) => [
    `\`${name}\``,
    type,
    labelNames.map((label) => `\`${label}\``).join(', '),
    help,
  ])
  return table(['Metric', 'Type', 'Labels', 'What it says'], rows)
}
