import { fieldsOf } from '../../connectors/form/field.ts'
import type { Form } from '../../connectors/form/pages.ts'
import { currentPage } from '../views/form/page.ts'
import type { Said } from './sessions.ts'

interface Steady {
  /** What the fields may be drawn from while the page is open. */
  said: Said
  /** Keys that turn out to take secrets: what was typed there since cannot stay. */
  secret: readonly string[]
}

/**
 * What Connect has said since, for the page that is open: no field turns into another kind of control, or Slack would
 * throw away what was typed there. Only a field that turns out to be a secret's does. `after` is the form on `said`.
 */
export function steady(before: Form, after: Form, page: string, said: Said): Steady {
  const drawn = new Map(fieldsOf(before, currentPage(before, page)).map((field) => [field.key.name, field]))
  const turned = fieldsOf(after, currentPage(after, page)).flatMap(({ key: { name }, control }) => {
    const was = drawn.get(name)
    return was && was.control.kind !== control.kind ? [{ name, was, control }] : []
  })
  const secret = turned.filter(({ control }) => control.kind === 'secret').map(({ name }) => name)
  if (turned.length === secret.length) return { said, secret }
  const keys = new Map(said.definitions.keys)
  for (const { name, was } of turned) if (!secret.includes(name)) keys.set(name, was.key)
  return { said: { ...said, definitions: { ...said.definitions, keys } }, secret }
}
