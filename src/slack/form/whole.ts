import { type Config, changesBetween } from '../../connectors/form/config.ts'
import { rememberHidden, resetFields } from '../../connectors/form/draft.ts'
import { pluginKeys } from '../../connectors/form/known.ts'
import type { Form } from '../../connectors/form/pages.ts'
import { changesOfText, readText } from '../../connectors/form/text.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Known } from '../../connectors/service/definitions.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Session } from './sessions.ts'

/** Whose form it is, and what is shown of it. */
export interface Taking {
  service: Service
  actor: Actor
  session: Pick<Session, 'draft' | 'known' | 'shown'>
  form: Form
  /** Secrets may be typed. */
  typing: boolean
}

type Judging = Pick<Taking, 'service' | 'actor' | 'form'> & { session: Pick<Session, 'draft' | 'shown'> }

/**
 * The form as it judges values before they are taken: a key that their own transformations and converters call secret is
 * one, though nobody has shown its field yet. @throws ConnectError where that cannot be known
 */
export async function judging({ service, actor, session: { draft, shown }, form }: Judging, values: Config) {
  const changes = new Map([...draft.changes, ...values])
  const { definitions } = await service.known(actor, { ...draft, changes })
  const now = new Map(pluginKeys(form.values))
  const renamed = pluginKeys(values).some(([prefix, className]) => now.get(prefix) !== className)
  const secret = [...definitions.keys].filter(
    ([name, { type }]) => type === 'PASSWORD' && (renamed || !shown.definitions.keys.has(name)),
  )
  const keys = new Map([...shown.definitions.keys, ...secret])
  return (await service.form(actor, draft, { ...shown, definitions: { ...shown.definitions, keys } })).form
}

/** The class that a text names, as it is installed. @throws UserError where there is none */
export function classIn(config: Config, plugins: readonly { class: string }[]): string {
  const wanted = config.get('connector.class') ?? ''
  if (wanted === '') throw new UserError('This config has no connector.class: nobody could tell what it is for.')
  // Connect itself takes the simple name for the whole one.
  const found = plugins.find(({ class: name }) => name === wanted || name.split('.').at(-1) === wanted)
  if (found) return found.class
  throw new UserError(`${wanted} is not installed there. Install it, or choose another Connect cluster.`)
}

/**
 * A text that stands for the whole config, into the draft. Another class is read anew first: what is secret, and what is
 * checked, is what that class says. Answers the keys at which a secret was not kept.
 * @throws UserError, ConnectError: nothing was taken then
 */
export async function takeWhole(taking: Taking, text: string): Promise<readonly string[]> {
  const { session, form, typing } = taking
  const config = readText(text)
  const anew = config.get('connector.class') !== form.values.get('connector.class')
  const judge = anew ? await ofClass(taking, config) : { form: await judging(taking, config), known: undefined }
  const rules = { secrecy: judge.form.secrecy, shown: form.secrecy, typing, exists: form.exists }
  const { changes, dropped } = changesOfText(form.values, config, rules)
  const { draft } = session
  const all = new Map(draft.changes)
  for (const [key, value] of changes) {
    if (value === (form.config.get(key) ?? null)) all.delete(key)
    else all.set(key, value)
  }
  const taken = resetFields(
    { ...draft, class: judge.form.values.get('connector.class') ?? draft.class, changes: all },
    [...changes.keys(), ...dropped],
  )
  session.draft = rememberHidden(taken, judge.form.secrecy)
  if (judge.known) session.shown = session.known = { ...judge.known, of: all }
  return dropped
}

/** The form of another class. @throws UserError where it is not installed, or nobody describes it */
async function ofClass({ service, actor, session: { draft }, form }: Taking, config: Map<string, string>) {
  if (form.plugins.length === 0) throw new UserError(NO_LIST)
  const name = classIn(
    config,
    form.plugins.filter(({ type }) => type === 'source' || type === 'sink'),
  )
  config.set('connector.class', name)
  const other = { ...draft, class: name, changes: changesBetween(draft.base, config) }
  const known: Known = await service.known(actor, other)
  if (!known.described) throw new UserError(UNDESCRIBED)
  return { form: (await service.form(actor, other, known)).form, known }
}

const NO_LIST =
  'Kafka Connect does not say which classes are installed, so the class stays as it is. Try again in a moment.'
const UNDESCRIBED =
  'This Kafka Connect does not describe that class, so nobody could tell its secrets. Create a new connector of it instead.'
