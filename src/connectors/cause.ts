import type { Cause } from './health.ts'
import { scrub } from './secrets.ts'

/** Longer messages are clipped: a cause is one line, the trace is a click away. */
const LONGEST = 500
/** As much of each cause is read: far more than is shown, so that no secret in it is cut off from what tells it. */
const HEAD = 8_000

/** What Connect and Debezium say around the real failure. */
const WRAPPERS = [
  /^Tolerance exceeded in error handler/,
  /^Exiting Worker(Sink|Source)Task due to unrecoverable exception/,
  /^An exception occurred in the change event producer/,
  /^Unrecoverable exception from producer send callback/,
]

/** What sockets say, without saying to whom: whoever used the socket names the host. */
const VAGUE =
  /^(Connection (refused|reset|timed out)|connect timed out|read timed out|broken pipe|timeout|null)( by peer)?( \(.*\))?\.?$/i

/** Before the message in `com.example.Outer$InnerException: message`, as Throwable.toString() writes it. */
const EXCEPTION = /^((?:[\w$]+\.)+[\w$]+)(?:: *|$)/

/**
 * The innermost cause that says something: an exception without a message, one that only wraps, or a socket's that does
 * not say to whom, gives way to the next one out. What merely was suppressed is no cause. undefined for an empty trace; a text that is no Java trace is
 * an `Error` with its first line. `known`: secrets to hide beside what looks like one. Linear in the trace's length.
 */
export function rootCause(trace: string, known: readonly string[] = []): Cause | undefined {
  if (trace.trim() === '') return undefined
  // Causes of what was suppressed are indented, and so not found.
  const innermost = trace
    .split(/\nCaused by: /)
    .map((section) => section.slice(0, HEAD))
    .reverse()
  const chosen =
    innermost.find((head) => saysSomething(head) && !VAGUE.test(parse(head).message)) ??
    innermost.find(saysSomething) ??
    innermost.find((head) => !isWrapper(head)) ??
    innermost[0]
  if (chosen === undefined) return undefined
  // Scrubbed before it is cut to one short line: no part of a secret may be left that is not recognised any more.
  const { exception, message } = parse(scrub(chosen, known))
  return { exception, message: clip(message) }
}

const saysSomething = (head: string) => parse(head).message !== '' && !isWrapper(head)
const isWrapper = (head: string) => WRAPPERS.some((wrapper) => wrapper.test(parse(head).message))

/** Of what stands before the first frame, the exception and the first line that says something. */
function parse(head: string): Cause {
  const [first = '', ...others] = head.split('\n').map((line) => line.trim())
  const [start = '', name] = EXCEPTION.exec(first) ?? []
  if (name === undefined) return { exception: 'Error', message: first }
  return unwrap(name, first.slice(start.length) || firstText(others))
}

/** The first line of a message that starts on a line of its own. */
function firstText(lines: readonly string[]): string {
  const text = lines.find((line) => line !== '') ?? ''
  return /^(at |\.\.\. \d|Suppressed: |\[CIRCULAR REFERENCE)/.test(text) ? '' : text
}

/** An exception made from another one carries that one's toString() as its message: the other one is meant. */
function unwrap(name: string, message: string): Cause {
  const [start = '', inner] = EXCEPTION.exec(message) ?? []
  if (inner === undefined || !/(Exception|Error)$/.test(inner)) return { exception: simpleName(name), message }
  return unwrap(inner, message.slice(start.length))
}

/** Of `com.example.Outer$Inner` Inner; of the anonymous `com.example.Outer$1` Outer$1. */
const simpleName = (name: string) => name.replace(/^.*\./, '').replace(/^.*\$(?=[A-Za-z])/, '')

const clip = (message: string) =>
  message.length <= LONGEST ? message : `${message.slice(0, LONGEST - 1).trimEnd()}…`.toWellFormed()
