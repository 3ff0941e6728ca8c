import { nearest } from '../connectors/nearest.ts'
import { UserError } from '../errors.ts'
import { VALUED, VERBS, type Verb } from './verbs.ts'
import { parseWords, type Words } from './words.ts'

type Word = Words['words'][number]

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
 * @throws UserError for what would silently be left out
 */
export function parseRequest(text: string, clusters: readonly string[]): Request {
  const typed = readVerb(text)
  const { words, flags } = typed
  checkValues(flags)
  const verb = typed.verb ?? guessed(typed, clusters)
  const { task, places, others } = sorted(words, verb, clusters)
  const place = onePlace([flagText(flags, 'cluster'), ...places])
  const prefix = place === undefined ? '' : `${place}/`
  const rest = others.map((word, i) => (i === 0 && word.startsWith(prefix) ? word.slice(prefix.length) : word))
  // What follows the name may be keys and values.
  const name = (verb?.takes === 'changes' ? rest.slice(0, 1) : rest).join(' ')
  return {
    verb,
    text: inWords(typed),
    cluster: place,
    connector: name === '' ? undefined : { ...(place !== undefined && { cluster: place }), connector: name },
    task,
    rest,
    flags,
  }
}

/** Which words are a task's number, which name a Connect cluster, alone or before a name, and which are left. */
function sorted(words: Words['words'], verb: Verb | undefined, clusters: readonly string[]) {
  const alone = verb?.takes === 'connector' && words.length === 1
  const isTask = ({ text, quoted }: Word) => !quoted && !alone && verb?.takes === 'connector' && /^\d{1,6}$/.test(text)
  const isCluster = ({ text, quoted }: Word) => !quoted && !alone && verb?.takes !== 'words' && clusters.includes(text)
  const [task, ...more] = words.filter(isTask)
  if (more.length > 0) throw new UserError('One task at a time: name one number. Nothing was done.')
  const others = words.filter((word) => !isTask(word) && !isCluster(word)).map(({ text }) => text)
  const [first = ''] = others
  return {
    task: task && Number(task.text),
    places: [
      ...words.filter(isCluster).map(({ text }) => text),
      verb?.takes === 'cluster' ? others[0] : clusters.find((id) => first.startsWith(`${id}/`)),
    ],
    others,
  }
}

/** @throws UserError for a flag without its value: what it was to narrow would mean everything */
function checkValues(flags: Words['flags']) {
  const [lacking] = [...flags].find(([name, value]) => VALUED.has(name) && value === true) ?? []
  if (lacking !== undefined)
    throw new UserError(`“--${lacking}” needs a value, as in “--${lacking}=…”. Nothing was done.`)
}

/** @throws UserError where several are named: none of them may silently be left out */
function onePlace(named: readonly (string | undefined)[]): string | undefined {
  const [place, ...others] = new Set(named.filter((id) => id !== undefined))
  if (others.length === 0) return place
  throw new UserError(
    `One Connect cluster at a time: you named ${[place, ...others].map((id) => `“${id?.slice(0, 80)}”`).join(' and ')}. Nothing was done.`,
  )
}

/** Words that mean the same when they are taken apart again. */
function inWords({ words, flags }: Words): string {
  const inQuotes = (text: string) => (text.includes('"') ? `'${text}'` : `"${text}"`)
  const typed = words.map(({ text, quoted }) => (quoted ? inQuotes(text) : text))
  const said = [...flags].map(([name, value]) => {
    if (value === true) return `--${name}`
    return /^[^\s"']+$/.test(value) ? `--${name}=${value}` : `--${name}=${inQuotes(value)}`
  })
  return [...typed, ...said].join(' ')
}

/**
 * What is meant without a verb: nothing at all is the fleet; filters, a pattern or a Connect cluster are a list, and a
 * first word that looks like no verb may be a connector's name, to be shown.
 */
function guessed({ words, flags }: Words, clusters: readonly string[]): Verb | undefined {
  const [first] = words
  const narrows = words.every(({ text, quoted }) => !quoted && (clusters.includes(text) || text.includes('*')))
  if (first === undefined || narrows) return words.length + flags.size === 0 ? undefined : verbOf('list')
  const [near] = first.quoted
    ? []
    : nearest(
        first.text,
        VERBS.map(({ verb }) => verb),
      )
  if (near !== undefined) throw unknownVerb(first.text, near)
  return verbOf('show')
}

const HELP_FLAGS = ['help', 'h']

/** The verb may stand anywhere, and is taken out; `restart --help` is `help restart`, whatever other flags there are. */
function readVerb(text: string): Words & { verb: Verb | undefined } {
  const { words, flags } = parseWords(text, VALUED)
  const wantsHelp = HELP_FLAGS.filter((flag) => flags.delete(flag)).length > 0
  if (wantsHelp) return { verb: verbOf('help'), words, flags: new Map() }
  const at = words.findIndex(({ text: word, quoted }) => !quoted && verbOf(word) !== undefined)
  return { verb: verbOf(words[at]?.text ?? ''), words: words.filter((_, i) => i !== at), flags }
}

/** The verb that a text has, before anything else is known of it. */
export const verbIn = (text: string): Verb | undefined => readVerb(text).verb

const verbOf = (word: string) => VERBS.find(({ verb }) => verb === word.toLowerCase())

export function flagText(flags: Words['flags'], name: string): string | undefined {
  const value = flags.get(name)
  return typeof value === 'string' ? value : undefined
}

const unknownVerb = (word: string, near: string) =>
  new UserError(`There is no “${word.slice(0, 80)}” here. Did you mean “${near}”? “help” lists what there is.`)
