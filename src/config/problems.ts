/** One thing wrong with the configuration. Never holds a value: it may be a secret. */
export interface Problem {
  /** `config.yml:12`, or the name of an environment variable. */
  where: string
  /** What is wrong and what to write instead. */
  message: string
}

/** Line 9 before line 10. */
const byPlace = new Intl.Collator('en', { numeric: true })

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => byPlace.compare(a.where, b.where))
    super(sorted.map(({ where, message }) => `${where}: ${message}`).join('\n'))
    this.problems = sorted
  }
}

/** Why a file could not be read, without its content: "ENOENT". */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
}
