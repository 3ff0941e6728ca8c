import { nearest } from '../connectors/nearest.ts'
import { UserError } from '../errors.ts'
import { VALUED, VERBS, type Verb } from './verbs.ts'
import { parseWords, type Words } from './words.ts'

/** What a person asked for, before anything was looked up. */
export interface Request {
  /** undefined: the command alone, which is the fleet in one look. */
  verb: Verb | undefined
  /** What followed the verb, in the same words. */
  text: string
  /** As typed; `prod/orders-sink` is taken apart where `prod` is a Connect cluster. */
  connector: { cluster?: string; connector: string } | undefined
  cluster: string | undefined
  task: number | undefined
  /** What followed the verb, to search for or to show again. */
  rest: string[]
  flags: Words['flags']
}

/**
 * Words may come in any sensible order: `restart orders-sink` and `orders-sink restart` are the same. `clusters`: the
 * ids of the Connect clusters that this person may know of.
 */
export function parseRequest(text: string, clusters: readonly string[]): Request {
  const { words, flags } = parseWords(text, VALUED)
  const at = words.findIndex(({ text: word, quoted }) => !quoted && verbOf(word) !== undefined)
  const verb = verbOf(words[at]?.text ?? '') ?? guessed(words[0])
  const others = words.filter((_, i) => i !== at)
  const cluster = flagText(flags, 'cluster')
  const taken = others.map(({ text: word, quoted }) => ({
    word,
    isTask: !quoted && verb?.takes === 'connector' && others.length > 1 && /^\d{1,6}$/.test(word),
    isCluster: !quoted && clusters.includes(word) && (verb?.takes !== 'connector' || others.length > 1),
  }))
  const [task, ...more] = taken.filter(({ isTask }) => isTask).map(({ word }) => word)
  if (more.length > 0) throw new UserError('One task at a time: name one number. Nothing was done.')
  const rest = taken.filter(({ isTask, isCluster }) => !isTask && !isCluster).map(({ word }) => word)
  // What follows the name may be keys and values.
  const name = (verb?.takes === 'changes' ? rest.slice(0, 1) : rest).join(' ')
  const place = cluster ?? taken.find(({ isCluster }) => isCluster)?.word
  return {
    verb,
    text: inWords({ words: others, flags }),
    cluster: place,
    connector: name === '' ? undefined : named(name, place, clusters),
    task: task === undefined ? undefined : Number(task),
    rest,
    flags,
  }
}

/** Words that mean the same when they are taken apart again. */
function inWords({ words, flags }: Words): string {
  const typed = words.map(({ text, quoted }) => (quoted ? `"${text}"` : text))
  return [...typed, ...[...flags].map(([name, value]) => (value === true ? `--${name}` : `--${name}="${value}"`))].join(
    ' ',
  )
}

/** A first word that looks like no verb may be a connector's name, to be shown. */
function guessed(first: Words['words'][number] | undefined): Verb | undefined {
  if (first === undefined) return undefined
  const [near] = first.quoted
    ? []
    : nearest(
        first.text,
        VERBS.map(({ verb }) => verb),
      )
  if (near !== undefined) throw unknownVerb(first.text, near)
  return verbOf('show')
}

/** The verb that a text has, before anything else is known of it. */
export const verbIn = (text: string): Verb | undefined =>
  parseWords(text, VALUED)
    .words.filter(({ quoted }) => !quoted)
    .map((word) => verbOf(word.text))
    .find((verb) => verb !== undefined)

const verbOf = (word: string) => VERBS.find(({ verb }) => verb === word.toLowerCase())

function named(name: string, place: string | undefined, clusters: readonly string[]) {
  const prefix = clusters.find((id) => name.startsWith(`${id}/`))
  if (prefix !== undefined) return { cluster: prefix, connector: name.slice(prefix.length + 1) }
  return { ...(place === undefined ? {} : { cluster: place }), connector: name }
}

export function flagText(flags: Words['flags'], name: string): string | undefined {
  const value = flags.get(name)
  return typeof value === 'string' ? value : undefined
}

const unknownVerb = (word: string, near: string) =>
  new UserError(`There is no “${word.slice(0, 80)}” here. Did you mean “${near}”? “help” lists what there is.`)
