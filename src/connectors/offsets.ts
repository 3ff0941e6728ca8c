import type { Offset } from '../connect/offsets.ts'

type Json = Readonly<Record<string, unknown>>

/** One partition now and as it is wanted. undefined: there is none now; null: none is wanted. */
export interface OffsetChange {
  partition: Json
  from: Offset['offset'] | undefined
  to: Offset['offset']
}

/** Lines that cannot be read, by number from 1. */
interface Misread {
  problems: { line: number; why: string }[]
}

/** Connectors that go by what stands in the place that they write to: Connect's offsets decide nothing. */
const ELSEWHERE: readonly (readonly [className: RegExp, where: string])[] = [
  [/^io\.confluent\.connect\.hdfs3?\./, 'in the names of the files that it has written to HDFS'],
  [/^com\.snowflake\.kafka\.connector\./, 'in Snowflake, with each channel'],
  [/iceberg\.connect\.IcebergSinkConnector$/, 'in the snapshots of its tables'],
]

/** Where a class keeps its offsets, if not with Connect, as far as it is known. */
export const keptElsewhere = (className: string): string | undefined =>
  ELSEWHERE.find(([pattern]) => pattern.test(className))?.[1]

const RESET = 'reset'

/** "orders 0 = 42" of a sink, "{"filename":"a"} = {"position":42}" of a source; "reset" where there is none. */
export function offsetLine({ partition, offset }: Offset): string {
  return `${partitionText(partition)} = ${offsetText(offset)}`
}

export function partitionText(partition: Json): string {
  const { kafka_topic: topic, kafka_partition: number } = partition
  return typeof topic === 'string' && typeof number === 'number' ? `${topic} ${number}` : JSON.stringify(partition)
}

export function offsetText(offset: Offset['offset']): string {
  if (offset === null) return RESET
  const { kafka_offset: position } = offset
  return typeof position === 'number' ? String(position) : JSON.stringify(offset)
}

/** What a person typed, compared with what there is: partitions that are not named stay as they are. */
export function readOffsets(text: string, present: readonly Offset[]): { changes: OffsetChange[] } | Misread {
  const lines = text.split('\n').map((line, n) => ({ line: n + 1, text: line.trim() }))
  const read = lines.filter((one) => one.text !== '').map((one) => ({ ...one, wanted: readLine(one.text) }))
  const lineOf = new Map<string, number>()
  const problems = read.flatMap(({ line, wanted }) => {
    if (typeof wanted === 'string') return { line, why: wanted }
    const key = keyOf(wanted.partition)
    const before = lineOf.get(key)
    lineOf.set(key, line)
    return before === undefined ? [] : { line, why: `line ${before} names the same partition` }
  })
  if (problems.length > 0) return { problems }
  const now = new Map(present.map((one) => [keyOf(one.partition), one.offset]))
  const changes = read.flatMap(({ wanted }) => {
    if (typeof wanted === 'string') return []
    const from = now.get(keyOf(wanted.partition))
    const same = JSON.stringify(sorted(from ?? null)) === JSON.stringify(sorted(wanted.offset))
    return same ? [] : { partition: wanted.partition, from, to: wanted.offset }
  })
  return { changes }
}

/** All of them taken away. */
export const resetAll = (present: readonly Offset[]): OffsetChange[] =>
  present.map(({ partition, offset }) => ({ partition, from: offset, to: null }))

/** How many of the changes hold now. */
export function changed(changes: readonly OffsetChange[], now: readonly Offset[]): number {
  const found = new Map(now.map((one) => [keyOf(one.partition), one.offset]))
  return changes.filter(
    ({ partition, to }) => JSON.stringify(sorted(found.get(keyOf(partition)) ?? null)) === JSON.stringify(sorted(to)),
  ).length
}

/** Any "=" may be the one between the two, since JSON may hold some. */
function readLine(text: string): Offset | string {
  const places = [...text.matchAll(/=/g)].map(({ index }) => index)
  for (const place of places) {
    const partition = readPartition(text.slice(0, place).trim())
    const offset = readOffset(text.slice(place + 1).trim())
    if (partition !== undefined && offset !== undefined) return { partition, offset }
  }
  if (/\d{16,}/.test(text)) return 'numbers of more than 15 digits cannot be carried safely'
  return 'write it as “topic partition = offset”, “{…} = {…}”, or “… = reset”'
}

function readPartition(text: string): Json | undefined {
  const [, topic, number] = /^(\S+)\s+(\d{1,9})$/.exec(text) ?? []
  if (topic !== undefined) return { kafka_topic: topic, kafka_partition: Number(number) }
  return readObject(text)
}

function readOffset(text: string): Offset['offset'] | undefined {
  if (text.toLowerCase() === RESET) return null
  return /^\d{1,15}$/.test(text) ? { kafka_offset: Number(text) } : readObject(text)
}

function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && isExact(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A whole number beyond 2^53 has been rounded by JSON.parse: sending it would move the connector elsewhere. */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact)
}

const sorted = (value: Json | null) =>
  value && Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const keyOf = (partition: Json) => JSON.stringify(sorted(partition))
