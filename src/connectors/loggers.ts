/** Levels that may be asked for; OFF would hide what happens, and FATAL means the same as ERROR to most. */
export const LEVELS = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const
export type Level = (typeof LEVELS)[number]
export const isLevel = (text: string): text is Level => LEVELS.some((level) => level === text)

/** How long a level may last, in minutes. */
export const DURATIONS = [5, 15, 60] as const

/** A level that goes back to normal at `until`. */
export interface LevelChange {
  cluster: string
  logger: string
  level: string
  /** Milliseconds since the epoch. */
  until: number
  /** What it and those below it had before any change that is in force; Connect does not list what was OFF. */
  before: ReadonlyMap<string, string>
}

const ROOT = 'root'

/** The level that a logger has, of its own or from the nearest one above it. */
export function levelOf(loggers: ReadonlyMap<string, string | undefined>, name: string): string {
  const own = loggers.get(name)
  if (own !== undefined) return own
  const above = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ROOT
  return name === ROOT ? 'INFO' : levelOf(loggers, above)
}

/** What is changed with a logger: itself, and every one that it covers. Shorter names first: setting one sets the others. */
export function levelsWith(loggers: ReadonlyMap<string, string | undefined>, name: string): Map<string, string> {
  const below = [...loggers.keys()].filter((one) => covers(name, one))
  const all = [...new Set([name, ...below.toSorted()])]
  return new Map(all.map((one) => [one, levelOf(loggers, one)]))
}

/** What changes make of a logger: the one with the longest name that covers it decides. undefined: none does. */
export function levelBy(changes: readonly Pick<LevelChange, 'logger' | 'level'>[], name: string): string | undefined {
  const depth = (logger: string) => (logger === ROOT ? 0 : logger.length)
  const [nearest] = changes
    .filter(({ logger }) => covers(logger, name))
    .toSorted((a, b) => depth(b.logger) - depth(a.logger))
  return nearest?.level
}

/** Connect sets whatever begins with the name, also where no dot follows (`Worker` sets `WorkerSinkTask`). Source: Loggers. */
const covers = (above: string, name: string) => above === ROOT || name.startsWith(above)
