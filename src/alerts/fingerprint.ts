import { createHash } from 'node:crypto'
import { rootCause } from '../connectors/cause.ts'
import type { Cause } from '../connectors/health.ts'

export interface Fingerprint {
  /** 16 hex digits; equal for what fails for the same reason. */
  key: string
  /** Scrubbed. */
  cause: Cause
}

/** What differs between two failures with one reason, in order; what a rule keeps no later rule sees. */
const PARTS: readonly (readonly [pattern: string, keeps: boolean])[] = [
  ['[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}', false],
  ['\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?', false],
  ['\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?', false],
  // Hosts: an address, a name with dots, a name before a port or behind //. Their port goes with the numbers.
  ['\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.])', true],
  ['(?<![\\w-])[a-zA-Z\\d][\\w-]{0,62}(?:\\.[\\w-]{1,63}){0,20}\\.[a-zA-Z][\\w-]{1,62}', true],
  ['(?<=//)[\\w-]{1,63}', true],
  ['(?<![\\w-])[a-zA-Z][\\w-]{0,62}(?=:\\d{2,5}(?!\\d))', true],
  // Numbers of errors: ORA-01017.
  ['(?<![\\w-])[A-Z]{2,9}-\\d{3,6}(?!\\w)', true],
  ['0x[\\da-fA-F]+', false],
  ['(?<!\\w)(?=[a-fA-F]*\\d)[\\da-fA-F]{8,}(?!\\w)', false],
  ['(?<![a-zA-Z\\d])\\d+(?:[.,]\\d+)*', false],
]
const VARIABLE = new RegExp(PARTS.map(([pattern, keeps]) => (keeps ? `(${pattern})` : pattern)).join('|'), 'g')

/**
 * What makes two failures one: the exception's class and its message without numbers, ports and ids but with the host;
 * without a message the first frame that is neither the JDK's nor Kafka's. undefined for an empty trace.
 */
export function fingerprint(trace: string): Fingerprint | undefined {
  const cause = rootCause(trace)
  if (cause === undefined) return undefined
  const said = cause.message === '' ? firstForeignFrame(trace) : normalise(cause.message)
  return { key: createHash('sha256').update(`${cause.exception}\n${said}`).digest('hex').slice(0, 16), cause }
}

const normalise = (message: string): string =>
  message.replace(VARIABLE, (match, ...groups) => {
    const kept = groups.slice(0, -2).some((group) => group !== undefined)
    return kept ? match : '#'
  })

const FRAME = /^\s+at (?:[\w.@-]+\/)*([\w$.<>]+)\(/
const PLUMBING = /^(?:java|javax|jdk|sun|com\.sun|org\.apache\.kafka)\./
/** Lines of each cause that are read: the frame that tells is near the top. */
const DEEPEST = 200

function firstForeignFrame(trace: string): string {
  const innermostFirst = trace.split(/\nCaused by: /).reverse()
  for (const section of innermostFirst) {
    for (const line of section.split('\n', DEEPEST)) {
      const [, frame = ''] = FRAME.exec(line) ?? []
      if (frame !== '' && !PLUMBING.test(frame)) return frame
    }
  }
  return ''
}
