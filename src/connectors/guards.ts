import { posix } from 'node:path'
import { UserError } from '../errors.ts'
import type { Changes, Config } from './form/config.ts'
import type { Actor } from './policy.ts'

/** What only holders of some roles may set. In its patterns `*` stands for any text, any number of times. */
export interface Guard {
  /** Of connectors of these classes nothing may be set by others. */
  classes: readonly string[]
  keys: readonly string[]
  /** Beginnings of references: `${vault:prod/`. */
  references: readonly string[]
  roles: readonly string[]
}

/** Reads and writes files of the worker, changes who a connector is to Kafka, or where its secrets come from. */
export const GUARDED = {
  classes: ['*FileStream*'],
  keys: ['*.override.sasl.*', '*.override.ssl.*', 'sasl.login.class', 'config.providers*'],
  references: [],
}

/**
 * Editing is a way to read secrets and files: refuses what the guards keep for others. `before` is empty for a new
 * connector.
 * @throws UserError that names what is guarded and who may
 */
export function refuseGuarded(guards: readonly Guard[], actor: Actor, before: Config, changes: Changes): void {
  for (const guard of guards.filter(({ roles }) => !roles.some((role) => actor.roles.includes(role)))) {
    const what = guarded(guard, before, changes)
    if (what === undefined) continue
    const who = guard.roles.length === 0 ? 'nobody may do that from Slack' : `only ${guard.roles.join(' or ')} may`
    throw new UserError(`${what} is guarded here: ${who}. Nothing was saved. Ask one of them, or leave it as it is.`)
  }
}

function guarded({ classes, keys, references }: Guard, before: Config, changes: Changes): string | undefined {
  const names = [before.get('connector.class'), changes.get('connector.class')].filter(
    (name) => typeof name === 'string',
  )
  const named = names.find((name) => classes.some((pattern) => coversClass(pattern, name.trim())))
  if (named !== undefined) return `A connector of the class ${named}`
  const key = [...changes.keys()].find((name) => keys.some((pattern) => covers(pattern, name)))
  if (key !== undefined) return `The key ${key}`
  const value = [...changes].find(([, text]) =>
    references.some((start) => text !== null && withPlainPaths(text).includes(withPlainPaths(start))),
  )
  return value && `The reference at ${value[0]}`
}

/**
 * Connect also takes a class by its simple name, with or without "Connector" at its end, whatever the package: such a
 * name is guarded where the end of a pattern covers it.
 */
function coversClass(pattern: string, name: string): boolean {
  if (covers(pattern, name)) return true
  const end = pattern.slice(pattern.lastIndexOf('.') + 1)
  return !name.includes('.') && [name, `${name}Connector`].some((simple) => covers(end, simple))
}

/** `${file:/a//b/../c:key}` names the same file as `${file:/a/c:key}`. */
const withPlainPaths = (text: string) =>
  text.replace(/(\$\{[^:{}]*:)([^:{}]+)/g, (_, start: string, path: string) => start + posix.normalize(path))

function covers(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^]*')}$`).test(text)
}
