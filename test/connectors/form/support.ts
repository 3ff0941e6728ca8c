import { readdirSync, readFileSync } from 'node:fs'
import { PluginConfig, Validation } from '../../../src/connect/definitions.ts'
import type { Answer, Reply } from '../../../src/connectors/form/answers.ts'
import { sentOf } from '../../../src/connectors/form/answers.ts'
import { type Definitions, readDefinitions } from '../../../src/connectors/form/definitions.ts'
import { demandsOf } from '../../../src/connectors/form/demands.ts'
import { type Field, fieldsOf } from '../../../src/connectors/form/field.ts'
import { buildForm, type Form, type FormInput, homeOf } from '../../../src/connectors/form/pages.ts'
import { createSecrecy } from '../../../src/connectors/form/secrecy.ts'

const FOLDER = new URL('../../../sandbox/connect/definitions/', import.meta.url)

const captured = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
const plain = (text: string) => text

/** What a real worker said of a plugin: `PostgresConnector.validate` is its answer to the empty form. */
export function definitionsOf(name: string): Definitions {
  const said = captured(`${name}.json`)
  return readDefinitions(Array.isArray(said) ? PluginConfig.parse(said) : Validation.parse(said), new Map(), plain)
}

/** Every captured answer, by name. */
export const CAPTURED: [string, Definitions][] = readdirSync(FOLDER)
  .filter((file) => /\.(validate|config)\.json$/.test(file))
  .map((file) => [file.replace(/\.json$/, ''), definitionsOf(file.replace(/\.json$/, ''))])

export const secrecyOf = (definitions: Definitions) => createSecrecy(definitions, new Set())

/** A form on a config, for somebody who may edit it, unless said otherwise. */
export function formOf(definitions: Definitions, input: Partial<FormInput> = {}): Form {
  return buildForm({
    definitions,
    config: new Map(),
    changes: new Map(),
    demands: demandsOf(definitions),
    exists: false,
    mayEdit: true,
    plugins: [],
    secrecy: secrecyOf(definitions),
    topics: [],
    ...input,
  })
}

/** The field of a key on the page where it lives. */
export function fieldAt(definitions: Definitions, key: string, input: Partial<FormInput> = {}): Field {
  const form = formOf(definitions, input)
  const page = homeOf(form, key)
  const found = page && fieldsOf(form, page).find((field) => field.key.name === key)
  if (!found) throw new Error(`the form has no field for ${key}`)
  return found
}

/** What Slack gives back for a field that nobody touched: text may come back altered. */
export function untouched(field: Field): Reply[] {
  const sent = sentOf(field.control)
  if (!sent) return []
  return [answered(field, 'text' in sent ? { ...sent, text: throughSlack(sent.text) } : sent)]
}

/** The worst that an input may do to a text: blanks, control characters, emoji, what is too long, the empty text. */
function throughSlack(text: string | null): string | null {
  const altered = (text ?? '')
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, ':emoji:')
    .toWellFormed()
  return altered.slice(0, 3000).trim() || null
}

/** A person's answer in a field. */
export function answered(field: Field, answer: Answer): Reply {
  return { key: field.key, control: field.control, sent: sentOf(field.control), answer }
}

/** An answer of `validate` with these definitions, in a plugin's own terms. */
export function validated(
  configs: { definition: Record<string, unknown> | null; value?: Record<string, unknown> | null | undefined }[],
): Definitions {
  return readDefinitions(Validation.parse({ configs }), new Map(), plain)
}
