/** A path of the REST API with its parts kept apart, so that they can be judged before anything is sent. */
export interface Path {
  /** Encoded: "/connectors/my%20sink/status". */
  text: string
  parts: readonly string[]
  /** Without what stands in it: "/connectors/{}/status". */
  endpoint: string
}

/** Encodes each part as one segment: path`/connectors/${name}/status`. */
export function path(literals: TemplateStringsArray, ...values: (string | number)[]): Path {
  const parts = values.map(String)
  const encoded = parts.map((part) => encodeURIComponent(part.toWellFormed()))
  return { text: String.raw({ raw: literals }, ...encoded), parts, endpoint: literals.join('{}') }
}

/** Strict workers (Connect 4) cannot be asked about such a name, or take it for another one. */
const NEEDS_LENIENT_PATHS = /[/%\\;{}]/

/** Whether it depends on the worker's version that the name can stand in a path. */
export const needsLenientPaths = (name: string): boolean => NEEDS_LENIENT_PATHS.test(name)

/**
 * Why the REST API cannot be asked about a connector (or plugin) of this name; undefined when it can.
 * Connect accepts such names on creation, but: `.` and `..` are folded away by clients and proxies; Jetty 12 answers
 * `/ % \` with its own 400; a follower that forwards loses what comes after `;`, so that the request may hit another
 * connector; `{x}` is taken for a template.
 */
export function whyNotAddressable(name: string, strictPaths: boolean): string | undefined {
  if (name === '') return 'An empty name cannot stand in a path of the REST API.'
  if (name === '.' || name === '..') return `The REST API cannot be asked about "${name}": a path folds it away.`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be found
  if (!name.isWellFormed() || /[\u0000-\u001f\u007f]/.test(name)) {
    return 'The name holds characters that cannot stand in a path of the REST API.'
  }
  if (!strictPaths) return undefined
  const culprit = NEEDS_LENIENT_PATHS.exec(name)?.[0]
  return culprit && `The REST API of Kafka Connect 4 cannot be asked about a name with "${culprit}" in it.`
}
