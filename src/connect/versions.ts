type Version = readonly [major: number, minor: number]

/** The Apache Kafka release that brought what we use. Source: the resource classes at each release's tag. */
const FEATURES = {
  topics: { since: [2, 5], what: 'Listing topics' },
  restartOptions: { since: [3, 0], what: 'Restarting a connector with its tasks' },
  pluginConfig: { since: [3, 2], what: 'Reading config definitions' },
  stop: { since: [3, 5], what: 'Stopping a connector' },
  offsets: { since: [3, 5], what: 'Reading offsets' },
  alterOffsets: { since: [3, 6], what: 'Changing offsets' },
  initialState: { since: [3, 7], what: 'Creating a connector paused or stopped' },
  loggerScope: { since: [3, 7], what: 'Changing the log level of all workers' },
  patchConfig: { since: [3, 8], what: 'Changing single config keys' },
  health: { since: [3, 9], what: "Asking for a worker's health" },
  /** Jetty 12 refuses paths with an encoded / % \ before Connect sees them. */
  strictPaths: { since: [4, 0], what: 'Refusing odd names' },
} as const satisfies Record<string, { since: Version; what: string }>
export type Feature = keyof typeof FEATURES

/** "Stopping a connector needs Kafka Connect 3.5 or newer." */
export const needs = (feature: Feature): string =>
  `${FEATURES[feature].what} needs Kafka Connect ${FEATURES[feature].since.join('.')} or newer.`

/**
 * Whether a worker of this version has the feature; undefined when the version cannot be read.
 * The version is that of the worker which answered: in a rolling upgrade the others may differ.
 */
export function supports(version: string, feature: Feature): boolean | undefined {
  const known = kafkaVersion(version)
  if (!known) return undefined
  const [major, minor] = FEATURES[feature].since
  return known[0] > major || (known[0] === major && known[1] >= minor)
}

/** "8.4.0-ccs" (Confluent) is Kafka 4.4, "4.0.0.redhat-00013" is 4.0; undefined when there are no numbers to read. */
function kafkaVersion(text: string): Version | undefined {
  const found = /^v?(\d{1,4})\.(\d{1,4})/.exec(text)
  if (!found) return undefined
  const [major, minor] = [Number(found[1]), Number(found[2])]
  // Kafka itself is at 4.x: a bare 6 and above can only be Confluent's numbering.
  const confluent = /-(ccs|ce|cp)\d*$/.test(text) || major >= 6
  if (!confluent || major < 5) return [major, minor]
  if (major === 5) return [2, minor]
  return major === 6 ? [2, minor + 6] : [major - 4, minor]
}
