import { z } from 'zod'
import { ConnectError, type ConnectErrorKind } from './errors.ts'
import { type ConfigChanges, presentable, titleOf } from './message.ts'
import { type Feature, needs } from './versions.ts'

/** What was asked, as far as it decides what a refusal means. */
export interface Asked {
  method: string
  /** Encoded, without query. */
  path: string
  /** A write: if its answer is lost, nobody knows whether it was done. */
  changes: boolean
  /** What the endpoint came with, to say so where it is missing. */
  needs?: Feature | undefined
  /** The config that was sent, to hide what its references resolve to. */
  config?: ConfigChanges | undefined
}

interface Rule {
  status: number
  message: RegExp
  kind: ConnectErrorKind
  /** The request may have been carried out all the same, or may still be. */
  unknown?: true
}

const NO_ENDPOINT = /^HTTP 404 Not Found$/

/** Connect's texts that mean something else than their status says. Source: recorded answers of 3.9, 4.1 and 4.3. */
const RULES: readonly Rule[] = [
  { status: 409, message: /^Cannot complete request (?:momentarily )?(?:due to|because of) /, kind: 'rebalancing' },
  { status: 409, message: / already exists$/, kind: 'already-exists' },
  { status: 500, message: /^Request cannot be completed because a rebalance is expected/, kind: 'rebalancing' },
  // The herder does not cancel what timed out: a DELETE was seen to be carried out after a minute.
  { status: 500, message: /^Request timed out/, kind: 'timed-out', unknown: true },
  { status: 500, message: /^Error writing target state to Kafka/, kind: 'timed-out', unknown: true },
  { status: 500, message: /^IO Error trying to forward REST request/, kind: 'unexpected', unknown: true },
  // A create whose name holds {x}: the connector was made, only its Location could not be written.
  { status: 500, message: /^The template variable /, kind: 'unexpected', unknown: true },
  { status: 500, message: /^Illegal base64 character/, kind: 'unauthorized' },
  { status: 500, message: /^Unrecognized field "initial_state"/, kind: 'unsupported' },
  // Jackson, refusing the body before anything was done.
  {
    status: 500,
    message: /^(?:Unexpected (?:end-of-input|character)|Unrecognized (?:field|token)) /,
    kind: 'rejected',
  },
  { status: 500, message: /^Cannot (?:deserialize value|construct instance) of /, kind: 'rejected' },
  // Validation that got out as a 500: client overrides, unknown classes, references to missing files.
  { status: 500, message: /^(?:[\w.]+\.)?(?:Config|BadRequest)Exception: /, kind: 'rejected' },
  { status: 500, message: /^Invalid value [\s\S]* for configuration /, kind: 'rejected' },
  { status: 500, message: /Failed to find any class that implements /, kind: 'rejected' },
  // KAFKA-20693: an invalid config of a plugin whose validate() leaves keys out (Debezium).
  { status: 500, message: /^Cannot invoke "[\w.]+ConfigValueInfo\.errors\(\)"/, kind: 'rejected' },
  { status: 500, message: /^Failed to start (?:connector|task): /, kind: 'rejected' },
  { status: 403, message: /^Topic tracking /, kind: 'unsupported' },
  { status: 404, message: NO_ENDPOINT, kind: 'unsupported' },
  { status: 404, message: /not found|^Unknown |^No status found /, kind: 'not-found' },
]

const BY_STATUS: Readonly<Record<number, ConnectErrorKind>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  405: 'unsupported',
  504: 'timed-out',
}

const ErrorMessage = z.object({ error_code: z.int(), message: z.string().nullish() })

/**
 * Turns an answer that is no success into a ConnectError. Judged by the parsed body, never by Content-Type: Connect
 * labels plain text as JSON and sends JSON without a label.
 */
export function classify(asked: Asked, status: number, text: string): ConnectError {
  const body = ErrorMessage.safeParse(parseJson(text))
  return body.success ? refusal(asked, status, body.data.message ?? '') : page(asked, status, text)
}

/** undefined: not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seen on 3.9: the leader gets `a/b` as two segments, of which it knows no endpoint. */
const LOST_SLASH =
  'The worker that was asked hands on to another what has a / in its name, and the / is lost on the way. Nothing was done: ask the leader itself, or leave the / out of names.'

/** Connect itself answered. */
function refusal(asked: Asked, status: number, message: string): ConnectError {
  if (NO_ENDPOINT.test(message) && asked.path.includes('%2F'))
    return new ConnectError('rejected', LOST_SLASH, { status })
  const rule = RULES.find((each) => each.status === status && each.message.test(message))
  const kind = rule?.kind ?? BY_STATUS[status] ?? (status < 500 ? 'rejected' : 'unexpected')
  const outcomeUnknown = asked.changes && (rule ? rule.unknown === true : status >= 500)
  const shown = presentable(message, asked.config) || `Kafka Connect answered ${status} without a message.`
  return new ConnectError(kind, kind === 'unsupported' ? unsupported(asked, shown) : shown, { status, outcomeUnknown })
}

function unsupported(asked: Asked, message: string): string {
  if (/^Topic tracking /.test(message)) return message
  return asked.needs ? needs(asked.needs) : `This Kafka Connect does not know ${asked.method} ${asked.path}.`
}

/** Something else answered: the worker's web server before Connect is there, an extension, a proxy. */
function page(asked: Asked, status: number, text: string): ConnectError {
  if (status === 401 || status === 403) {
    return new ConnectError('unauthorized', `Kafka Connect refused our credentials (${status}).`, { status })
  }
  const title = titleOf(text)
  const isJetty = text.includes(`HTTP ERROR ${status}`)
  if (isJetty && status === 404) {
    return new ConnectError('starting', 'The worker is starting: its port is open, Kafka Connect is not there yet.', {
      status,
    })
  }
  if (isJetty && status < 500) return new ConnectError('rejected', presentable(title ?? `Error ${status}`), { status })
  const shown = title ? `${status}, "${presentable(title)}"` : `${status}`
  const outcomeUnknown = asked.changes && (status < 300 || status >= 500)
  // Connect answers its exceptions; what is none (a class of a plugin that cannot be initialised) only its web server does.
  const why = isJetty
    ? `The worker failed and does not say why (${shown}): its log does.`
    : `The answer was ${shown}, which is not Kafka Connect's. Is there a proxy in between?`
  return new ConnectError(BY_STATUS[status] ?? 'unexpected', why, { status, outcomeUnknown })
}
