import { RestError } from './answer.ts'
import type { Offset } from './state.ts'
import { atLeast } from './version.ts'

/** A flat map as sent, in its order; scalars are strings, `null` stays. */
export type Flat = Map<string, string | null>

const ENTITIES = 'org.apache.kafka.connect.runtime.rest.entities'
const REQUEST = `${ENTITIES}.CreateConnectorRequest`

/**
 * The body of POST /connectors.
 * @throws RestError 500 with Jackson's and Java's own words, as Connect passes them on
 */
export function readCreate(text: string, version: string) {
  const body = readObject(text, `\`${REQUEST}\``)
  if (!body) throw nullPointer(`${REQUEST}.name()`, 'createRequest')
  refuseUnknownFields(body, text, version)
  const config = body.get('config') ?? null
  const name = body.get('name') ?? null
  const target = readInitialState(body.get('initial_state') ?? null, text)
  if (config === null) throw nullPointer('java.util.Map.get(Object)', 'connectorConfig')
  return {
    name: name === null ? '' : String(name).trim(),
    config: flatten(config, text, `${REQUEST}["config"]->java.util.LinkedHashMap`),
    target,
  }
}

/** The body of PUT and PATCH config and of validate; `missing` is what Java says where there is none. */
export function readFlat(text: string, missing: { method: string; variable: string }): Flat {
  const body = readObject(text, '`java.util.LinkedHashMap<java.lang.String,java.lang.String>`')
  if (!body) throw nullPointer(missing.method, missing.variable)
  return flatten(Object.fromEntries(body), text, 'java.util.LinkedHashMap')
}

/** The body of PATCH offsets. */
export function readOffsets(text: string): Offset[] {
  const offsets = readObject(text, `\`${ENTITIES}.ConnectorOffsets\``)?.get('offsets')
  if (Array.isArray(offsets) && offsets.length > 0) return offsets
  if (typeof offsets === 'string')
    throw jackson(
      `Cannot deserialize value of type \`java.util.ArrayList<${ENTITIES}.ConnectorOffset>\` from String value (token \`JsonToken.VALUE_STRING\`)`,
      valueColumn(text, 'offsets'),
      `${ENTITIES}.ConnectorOffsets["offsets"]`,
    )
  throw new RestError(400, 'Partitions / offsets need to be provided for an alter offsets request')
}

/** Any JSON object, or `undefined` for an empty body and `null`. */
export function readObject(text: string, type: string): Map<string, unknown> | undefined {
  if (text.trim() === '') return undefined
  const value = parse(text)
  if (value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return new Map(Object.entries(value))
  throw jackson(`Cannot deserialize value of type ${type} from ${kindOf(value)}`, 1)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length)
    const character = text[at]
    if (character === undefined) throw jackson('Unexpected end-of-input within/between Object entries', text.length + 1)
    throw jackson(
      `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): was expecting double-quote to start field name`,
      at + 1,
    )
  }
}

function refuseUnknownFields(body: ReadonlyMap<string, unknown>, text: string, version: string) {
  const known = ['config', 'name', ...(atLeast(version, '3.7') ? ['initial_state'] : [])]
  const unknown = [...body.keys()].find((key) => !known.includes(key))
  if (unknown === undefined) return
  const list = known.map((name) => `"${name}"`).join(', ')
  throw jackson(
    `Unrecognized field "${unknown}" (class ${REQUEST}), not marked as ignorable (${known.length} known properties: ${list})`,
    text.length + 1,
    `${REQUEST}["${unknown}"]`,
  )
}

const INITIAL_STATES = { RUNNING: 'STARTED', PAUSED: 'PAUSED', STOPPED: 'STOPPED' } as const

function readInitialState(value: unknown, text: string) {
  const state = String(value ?? 'RUNNING').toUpperCase()
  const found = Object.entries(INITIAL_STATES).find(([name]) => name === state)
  if (found) return found[1]
  throw jackson(
    `Cannot construct instance of \`${REQUEST}$InitialState\`, problem: No enum constant ${REQUEST}.InitialState.${state}`,
    valueColumn(text, 'initial_state'),
    `${REQUEST}["initial_state"]`,
  )
}

function flatten(config: unknown, text: string, path: string): Flat {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw jackson(
      `Cannot deserialize value of type \`java.util.LinkedHashMap<java.lang.String,java.lang.String>\` from ${kindOf(config)}`,
      valueColumn(text, 'config'),
    )
  return new Map(
    Object.entries(config).map(([key, value]) => {
      if (value === null) return [key, null]
      if (typeof value !== 'object') return [key, String(value)]
      throw jackson(
        `Cannot deserialize value of type \`java.lang.String\` from ${kindOf(value)}`,
        valueColumn(text, key),
        `${path}["${key}"]`,
      )
    }),
  )
}

/** Column of a key's value; Jackson stands before an object's first character and behind a string's quote. */
function valueColumn(text: string, key: string): number {
  const found = new RegExp(`${JSON.stringify(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*:\\s*`).exec(text)
  return found ? found.index + found[0].length + 1 : 1
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'Array value (token `JsonToken.START_ARRAY`)'
  if (typeof value === 'object') return 'Object value (token `JsonToken.START_OBJECT`)'
  if (typeof value === 'string') return 'String value (token `JsonToken.VALUE_STRING`)'
  return 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)'
}

function jackson(problem: string, column: number, chain?: string) {
  const source = `at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`
  return new RestError(500, `${problem}\n ${source}${chain ? ` (through reference chain: ${chain})` : ''}`)
}

const nullPointer = (method: string, variable: string) =>
  new RestError(500, `Cannot invoke "${method}" because "${variable}" is null`)
