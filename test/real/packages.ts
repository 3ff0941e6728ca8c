import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const POM = fileURLToPath(new URL('./pom.xml', import.meta.url))
const BUILD = fileURLToPath(new URL('../../build/', import.meta.url))

/** Kafka's jars and the plugins beside them. */
export interface Packages {
  libs: string
  plugins: string
}

/** Kafka 4 and Debezium 3 need the same Java. */
const OLDEST_JAVA = 17

/** @throws Error that says what to install */
export async function requireJava() {
  const { stderr } = await tool('java', ['-version'], `Java ${OLDEST_JAVA} or newer`)
  const major = Number(/version "(\d+)/.exec(stderr)?.[1])
  if (!(major >= OLDEST_JAVA))
    throw new Error(`The lab needs Java ${OLDEST_JAVA} or newer; "java -version" says: ${stderr.split('\n')[0]}`)
}

/**
 * Fetches what is missing of a Kafka version from Maven Central into `build/kafka-<version>/`, once.
 * Debezium's Postgres connector comes with Kafka 4, unless `LAB_PLUGINS=none`.
 */
export async function fetchPackages(version: string): Promise<Packages> {
  const home = `${BUILD}kafka-${version}`
  const packages = { libs: `${home}/libs`, plugins: `${home}/plugins` }
  const profiles = profilesFor(version)
  const done = `${home}/${['fetched', ...profiles].join('+')}`
  if (existsSync(done)) return packages
  await rm(home, { recursive: true, force: true })
  await mkdir(packages.plugins, { recursive: true })
  const defines = { 'kafka.version': version, ...packages }
  await tool(
    'mvn',
    [
      ...['--quiet', '--batch-mode', '--file', POM, 'process-resources'],
      ...(profiles.length > 0 ? [`--activate-profiles=${profiles.join(',')}`] : []),
      ...Object.entries(defines).map(([key, value]) => `-D${key}=${value}`),
    ],
    'Maven',
  )
  await writeFile(done, '')
  return packages
}

function profilesFor(version: string): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return [
    ...(major > 4 || (major === 4 && minor >= 3) ? ['test-plugins'] : []),
    ...(major >= 4 && process.env.LAB_PLUGINS !== 'none' ? ['debezium'] : []),
  ]
}

async function tool(command: string, args: string[], what: string) {
  try {
    return await run(command, args, { maxBuffer: 16 * 1024 * 1024 })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new Error(`The lab needs ${what}: there is no "${command}" on the PATH. Install it and try again.`, {
        cause,
      })
    throw new Error(`${what} has failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
