/** What a ConfigDef makes of a value as sent: its text after parsing, or why it is none. */
export interface Parsed {
  value: string | null
  problem?: string
}

const integer =
  (type: string, lowest: bigint, highest: bigint) =>
  (text: string): Parsed => {
    const isNumber = /^[+-]?\d+$/.test(text) && BigInt(text) >= lowest && BigInt(text) <= highest
    return isNumber ? { value: String(BigInt(text)) } : { value: null, problem: `Not a number of type ${type}` }
  }

const bits = (size: bigint): [bigint, bigint] => [-(2n ** (size - 1n)), 2n ** (size - 1n) - 1n]

const PARSERS: Record<string, (text: string) => Parsed> = {
  BOOLEAN: (text) =>
    /^(true|false)$/i.test(text)
      ? { value: text.toLowerCase() }
      : { value: null, problem: 'Expected value to be either true or false' },
  SHORT: integer('SHORT', ...bits(16n)),
  INT: integer('INT', ...bits(32n)),
  LONG: integer('LONG', ...bits(64n)),
  DOUBLE: (text) =>
    text !== '' && Number.isFinite(Number(text))
      ? { value: String(Number(text)) }
      : { value: null, problem: 'Not a number of type DOUBLE' },
  LIST: (text) => ({ value: text === '' ? '' : text.split(/\s*,\s*/).join(',') }),
  PASSWORD: () => ({ value: '[hidden]' }),
}

/** `type` as in a definition; STRING and CLASS take everything. */
export function parseValue(type: string, raw: string): Parsed {
  const text = raw.trim()
  return PARSERS[type]?.(text) ?? { value: text }
}
