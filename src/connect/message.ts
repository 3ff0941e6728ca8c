import { HIDDEN, scrub } from './scrub.ts'

/** A config as it is sent. In a PATCH null removes a key; else it is a key that has no value. */
export type ConfigChanges = Readonly<Record<string, string | null>>

const LONGEST = 2000

/** What Connect's messages carry that nobody should read: other plugins, whole configs, places on the worker's disk. */
const CUTS: readonly (readonly [RegExp, string])[] = [
  // A plugin without one of its jars: its name is all that the message says.
  [
    /^[\w.$: ]{0,400}(?:NoClassDefFoundError|ClassNotFoundException): ([\w.$/-]{1,300})$/,
    'A class is missing on the worker: $1',
  ],
  [/^(?:[\w.$]{1,200}(?:Exception|Error): )+/, ''],
  // 4.2 KB: every plugin of the worker with its path.
  [/(Failed to find any class that implements [^,]{1,500}),[\s\S]*$/, '$1'],
  [/\n at \[Source: [\s\S]*$/, ''],
  [/\nYou can also find the above list of errors at the endpoint [^\n]*/, ''],
  [/(?<![\w/:.}])\/(?!connector)[\w.@+-]{1,100}(?:\/[\w.@+-]{1,100})+/g, '(a path on the worker)'],
]

/** Connect's own message, fit to be shown: cut, without worker paths, scrubbed of secrets. `config`: what was sent. */
export function presentable(message: string, config: ConfigChanges = {}): string {
  const cut = CUTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), withoutConfig(message))
  const clean = scrub(hideResolved(cut, config)).trim()
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean
}

/** Prints the config with every reference resolved. No pattern, since one would look for the end from every beginning. */
function withoutConfig(message: string): string {
  const start = message.indexOf('Connector config {')
  const end = message.lastIndexOf('} contains no connector type')
  return start < 0 || end < start ? message : `${message.slice(0, start)}Connector config${message.slice(end + 1)}`
}

/**
 * Connect resolves `${provider:path:key}` before it validates, and prints what it found: "Invalid value hunter2 for
 * configuration batch.size" (up to 4.3.1). Client overrides are named without their prefix.
 */
function hideResolved(message: string, config: ConfigChanges): string {
  const referring = Object.keys(config).filter((key) => config[key]?.includes('${'))
  if (referring.length === 0) return message
  return message.replace(
    /(Invalid value )((?:(?!Invalid value )[\s\S])*?)( for configuration )([\w.-]{1,300})/g,
    (match, before: string, _value, after: string, key: string) =>
      referring.some((each) => each === key || each.endsWith(`.${key}`)) ? before + HIDDEN + after + key : match,
  )
}

/** The heading of a page: Jetty's "Error 400 Ambiguous URI path separator", a proxy's "502 Bad Gateway". */
export const titleOf = (page: string): string | undefined =>
  /<title>([^<]{1,200})<\/title>/i.exec(page.slice(0, 10_000))?.[1]?.trim()
