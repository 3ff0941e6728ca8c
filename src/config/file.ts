import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { readDocument, type YamlDocument } from './document.ts'
import type { LookUp, ReadFile } from './environment.ts'
import { explain, sentence } from './explain.ts'
import { readKpowFile } from './kpow.ts'
import { type Problem, reasonOf } from './problems.ts'
import { resolveReferences } from './references.ts'
import { command, fileSchema, mode } from './schema.ts'

/**
 * The configuration file and the Kpow file that it may name. What is wrong goes to `problems`. `mode` is known even so:
 * it says which variables are needed.
 */
export function readConfigFile(name: string, lookUp: LookUp, readFile: ReadFile, problems: Problem[]) {
  const document = readYaml(name, lookUp, readFile, problems)
  if (document === undefined) return { mode: modeOf(undefined) }
  const beside = (path: string) => resolve(dirname(name), path)
  const schema = fileSchema((path) => readFile(beside(path)))
  const parsed = schema.safeParse(document.value, { error: sentence })
  if (parsed.error) {
    problems.push(...explain(parsed.error.issues, z.toJSONSchema(schema, { io: 'input' }), document.where))
  }

  const policies = z.object({ policies_file: z.string() }).safeParse(document.value).data?.policies_file
  const content = policies && readOr(() => readFile(beside(policies)), document.where(['policies_file']), problems)
  return {
    file: parsed.data,
    mode: modeOf(document.value),
    kpow: policies && content ? readKpowFile(policies, content, problems) : undefined,
  }
}

const modeOf = (value: unknown) =>
  z.object({ slack: z.object({ mode }) }).safeParse(value).data?.slack.mode ?? mode.parse(undefined)

/** The slash command of a file that may be missing or not yet finished. undefined: it is wrong. */
export function readCommand(name: string, lookUp: LookUp, readFile: ReadFile, problems: Problem[]): string | undefined {
  const document = readYaml(name, lookUp, readFile, [])
  const Named = z.object({ slack: z.object({ command }).prefault({}) })
  const parsed = Named.safeParse(document?.value ?? {}, { error: sentence })
  problems.push(...explain(parsed.error?.issues ?? [], {}, document?.where ?? (() => name)))
  return parsed.data?.slack.command
}

/** undefined: there is nothing to check. */
function readYaml(name: string, lookUp: LookUp, readFile: ReadFile, problems: Problem[]): YamlDocument | undefined {
  const content = readOr(() => readFile(name), name, problems, ': copy config.example.yml, or set CONFIG_FILE')
  if (content === undefined) return undefined
  const document = readDocument(name, content)
  problems.push(...document.problems)
  if (document.problems.length > 0) return undefined
  const value = resolveReferences(document.value, lookUp, (path, variable) => {
    const message = `${variable} is not set: set it or ${variable}_FILE, or write $\${ for a text that is no reference`
    problems.push({ where: document.where(path), message })
  })
  return { ...document, value }
}

function readOr(read: () => string, where: string, problems: Problem[], advice = ''): string | undefined {
  try {
    return read()
  } catch (error) {
    problems.push({ where, message: `the file cannot be read (${reasonOf(error)})${advice}` })
    return undefined
  }
}
