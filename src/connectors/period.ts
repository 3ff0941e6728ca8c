const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** What a period may look like, as people are told. */
export const PERIOD_FORMS = 'a number with s, m, h or d, as in 30m or 2h'

/** "90s", "2h", "1h30m" → milliseconds; undefined for what is no period. */
export function parsePeriod(text: string): number | undefined {
  if (!/^(\d{1,6}[smhd])+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+)([smhd])/g)]
  return parts.reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 0), 0)
}
