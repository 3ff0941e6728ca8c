import type { ConnectorStatus } from './schemas.ts'
import { parseStatuses } from './statuses.ts'

type Statuses = ReadonlyMap<string, ConnectorStatus>

/** Where Connect, which writes no spaces, ends one connector's status and begins the next. */
const BETWEEN = '}},"'

/**
 * Reads one Connect cluster's `GET /connectors?expand=status` over and over. Most connectors are as they were at the
 * time before, and parsing is most of what a look at thousands costs: what is said of a connector in the same words, at
 * the same place, is not parsed again. While nothing changes, the same objects again.
 *
 * Cutting the text cannot mislead, wherever it cuts: by JSON's grammar, where every piece is an object of its own, the
 * whole is the object of all their members. undefined where that is not so, or a connector cannot be read: then the
 * answer has to be parsed as a whole.
 */
export function createStatusReader() {
  let text: string | undefined
  let statuses: Statuses | undefined
  let pieces: readonly string[] = []
  let entries: readonly (readonly [string, ConnectorStatus][])[] = []

  return (answer: string): Statuses | undefined => {
    if (answer === text) return statuses
    if (!answer.startsWith('{"') || !answer.endsWith('}}}')) return undefined
    const said = answer.slice('{"'.length, -'}}}'.length).split(BETWEEN)
    try {
      entries = said.map((piece, at) => (piece === pieces[at] && entries[at]) || [...statusesIn(piece)])
    } catch {
      return undefined
    }
    pieces = said
    text = answer
    statuses = new Map(entries.flat())
    return statuses
  }
}

const statusesIn = (piece: string) => parseStatuses(JSON.parse(`{"${piece}}}}`))
