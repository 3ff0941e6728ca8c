import type { z } from 'zod'
import { nearest } from '../connectors/nearest.ts'
import type { Path } from './document.ts'
import type { Problem } from './problems.ts'

type Shape = z.core.JSONSchema.JSONSchema

const KINDS: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
  number: 'a number',
}

/** zod's error map: sentences that quote no value. Messages that a field gives itself come before these. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'too_small') return 'is empty'
  if (issue.code === 'invalid_type') return wrongType(issue.expected, issue.input)
  if (issue.code === 'invalid_value') return notAmong(issue.values.map(String), issue.input)
  return 'is not valid here'
}

function wrongType(expected: string, input: unknown): string {
  if (input === undefined || input === null) return 'is missing'
  if (expected === 'string' && typeof input !== 'object') return 'must be a text: put it in quotes'
  return `must be ${KINDS[expected] ?? expected}`
}

function notAmong(values: readonly string[], input: unknown): string {
  const [close] = typeof input === 'string' ? nearest(input, values) : []
  return close === undefined ? `must be one of ${values.join(', ')}` : `is unknown: did you mean ${close}?`
}

/** zod's issues as problems, each with its line; a missing key is told with what it is for. */
export function explain(issues: readonly z.core.$ZodIssue[], shape: Shape, where: (path: Path) => string): Problem[] {
  return issues.flatMap(flatten).flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        where: where([...issue.path, key]),
        message: `${dotted([...issue.path, key])} is unknown: ${instead(key, keysAt(shape, issue.path))}`,
      }))
    }
    const purpose = issue.message === 'is missing' ? shapesAt(shape, issue.path)[0]?.description : undefined
    const message = purpose === undefined ? issue.message : `${issue.message}: ${purpose}`
    return [{ where: where(issue.path), message: issue.path.length ? `${dotted(issue.path)} ${message}` : message }]
  })
}

/** Of a value that may have several forms, the problems of the form that was meant; of a bad key, the key's own. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  const inside = (issues: readonly z.core.$ZodIssue[]) =>
    issues.flatMap((each) => flatten({ ...each, path: [...issue.path, ...each.path] }))
  if (issue.code === 'invalid_key') return inside(issue.issues)
  const meant =
    issue.code === 'invalid_union' ? issue.errors.find((form) => form.every(({ path }) => path.length > 0)) : undefined
  return meant === undefined ? [issue] : inside(meant)
}

/** The parts of the schema that a path may lead to. */
function shapesAt(shape: Shape | boolean | undefined, path: Path): Shape[] {
  if (typeof shape !== 'object') return []
  const forms = shape.anyOf?.flatMap((form) => shapesAt(form, path)) ?? []
  const [first, ...rest] = path
  if (first === undefined) return [shape, ...forms]
  const items = Array.isArray(shape.items) ? undefined : shape.items
  const next = typeof first === 'number' ? items : (shape.properties?.[String(first)] ?? shape.additionalProperties)
  return [...shapesAt(next, rest), ...forms]
}

const keysAt = (shape: Shape, path: Path) => shapesAt(shape, path).flatMap((at) => Object.keys(at.properties ?? {}))

function instead(key: string, known: readonly string[]): string {
  const [close] = nearest(key, known)
  return close === undefined ? `known here are ${known.join(', ')}` : `did you mean ${close}?`
}

/** `clusters[0].url` */
function dotted(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
