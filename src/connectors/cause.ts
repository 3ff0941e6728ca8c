import type { Cause } from './health.ts'
import { scrub } from './secrets.ts'

/** Longer messages are clipped: a cause is one line, the trace is a click away. */
const LONGEST = 500
/** Scrubbed before it is clipped, and well beyond the clip, so that no secret loses what it is recognised by. */
const SCRUBBED = 8_000

/** What Connect and Debezium say around the real failure. */
const WRAPPERS = [
  /^Tolerance exceeded in error handler/,
  /^Exiting Worker(Sink|Source)Task due to unrecoverable exception/,
  /^An exception occurred in the change event producer/,
  /^Unrecoverable exception from producer send callback/,
]

/** Before the message in `com.example.Outer$InnerException: message`, as Throwable.toString() writes it. */
const EXCEPTION = /^((?:[\w$]+\.)+[\w$]+)(?:: *|$)/

/**
 * The innermost cause that says something: an exception without a message, or one that only wraps, gives way to the
 * next one out. What merely was suppressed is no cause. undefined for an empty trace; a text that is no Java trace is
 * an `Error` with its first line. Linear in the trace's length.
 */
export function rootCause(trace: string): Cause | undefined {
  if (trace.trim() === '') return undefined
  // Causes of what was suppressed are indented, and so not found.
  const causes = trace
    .split(/\nCaused by: /)
    .map(parse)
    .reverse()
  const cause =
    causes.find(({ message }) => message !== '' && !isWrapper(message)) ??
    causes.find(({ message }) => !isWrapper(message)) ??
    causes[0]
  return cause && { ...cause, message: clip(scrub(cause.message)) }
}

const isWrapper = (message: string) => WRAPPERS.some((wrapper) => wrapper.test(message))

/** Reads the head of one section: up to the first frame, of which only the first line with text in it is taken. */
function parse(section: string): Cause {
  const [first = '', ...others] = section
    .slice(0, SCRUBBED)
    .split('\n')
    .map((line) => line.trim())
  const [head = '', name] = EXCEPTION.exec(first) ?? []
  if (name === undefined) return { exception: 'Error', message: first }
  return unwrap(name, first.slice(head.length) || firstText(others))
}

/** The first line of a message that starts on a line of its own. */
function firstText(lines: readonly string[]): string {
  const text = lines.find((line) => line !== '') ?? ''
  return /^(at |\.\.\. \d|Suppressed: |\[CIRCULAR REFERENCE)/.test(text) ? '' : text
}

/** An exception made from another one carries that one's toString() as its message: the other one is meant. */
function unwrap(name: string, message: string): Cause {
  const [head = '', inner] = EXCEPTION.exec(message) ?? []
  if (inner === undefined || !/(Exception|Error)$/.test(inner)) return { exception: simpleName(name), message }
  return unwrap(inner, message.slice(head.length))
}

/** Of `com.example.Outer$Inner` Inner; of the anonymous `com.example.Outer$1` Outer$1. */
const simpleName = (name: string) => name.replace(/^.*\./, '').replace(/^.*\$(?=[A-Za-z])/, '')

const clip = (message: string) =>
  message.length <= LONGEST ? message : `${message.slice(0, LONGEST - 1).trimEnd()}…`.toWellFormed()
