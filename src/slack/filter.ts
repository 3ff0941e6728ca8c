import { HEALTHS, type Health } from '../connectors/health.ts'
import { nearest } from '../connectors/nearest.ts'
import { isPattern, PATTERN_FORMS } from '../connectors/pattern.ts'
import type { ListFilter } from '../connectors/service/list.ts'
import { UserError } from '../errors.ts'
import { flagText, type Request } from './request.ts'

const isHealth = (word: string): word is Health => Object.hasOwn(HEALTHS, word)

interface Filter {
  /** As it is typed. */
  usage: string
  does: string
  /** `value` is empty for a flag that takes none. */
  filter(value: string): ListFilter
}

/** What `list` takes as filters, one flag each; `text` and `pattern` come without a flag. */
const FILTERS: Record<string, Filter> = {
  failed: {
    usage: '--failed',
    does: 'failed, or with failed tasks',
    filter: () => ({ health: ['failed', 'degraded'] }),
  },
  state: {
    usage: '--state paused,stopped',
    does: `in one of these states; there are ${Object.keys(HEALTHS).join(', ')}`,
    filter: (value) => ({ health: healths(value) }),
  },
  source: { usage: '--source', does: 'sources only', filter: () => ({ type: 'source' }) },
  sink: { usage: '--sink', does: 'sinks only', filter: () => ({ type: 'sink' }) },
  type: { usage: '--type sink', does: 'the same, as a value', filter: (value) => ({ type: typeOf(value) }) },
  class: {
    usage: '--class JdbcSink',
    does: 'of connector classes with this in their name',
    filter: (value) => ({ class: value }),
  },
  cluster: { usage: '--cluster prod', does: 'on one Connect cluster', filter: () => ({}) },
}

export const FILTER_FLAGS: readonly string[] = Object.keys(FILTERS)
export const FILTER_HELP = Object.values(FILTERS).map(({ usage, does }) => ({ usage, does }))

/** @throws UserError naming the nearest filter or state there is */
export function listFilter({ cluster, rest, flags }: Request): ListFilter {
  const words = rest.join(' ')
  const filters = [...flags].map(([name, value]) => {
    const row = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined
    if (row === undefined)
      throw unknown(
        'filter',
        `--${name}`,
        FILTER_FLAGS.map((known) => `--${known}`),
      )
    return row.filter(value === true ? '' : value)
  })
  return Object.assign({}, ...filters, cluster === undefined ? {} : { cluster }, wordsFilter(words))
}

function healths(value: string): Health[] {
  const words = value.toLowerCase().split(/\s*,\s*/)
  const wrong = words.find((word) => !isHealth(word))
  if (wrong !== undefined) throw unknown('state', wrong, Object.keys(HEALTHS))
  return words.filter(isHealth)
}

function typeOf(value: string): 'source' | 'sink' {
  if (value === 'source' || value === 'sink') return value
  throw unknown('type', value, ['source', 'sink'])
}

/** @throws UserError for what looks like a pattern and is none */
function wordsFilter(words: string): ListFilter {
  if (words === '') return {}
  if (!words.includes('*')) return { text: words }
  if (isPattern(words)) return { pattern: words }
  const bare = words.replaceAll('*', '').slice(0, 80)
  throw new UserError(
    `“${words.slice(0, 80)}” is no pattern: that is ${PATTERN_FORMS}. “list ${bare}” looks for it anywhere.`,
  )
}

export function unknown(what: string, word: string, known: readonly string[]): UserError {
  const [near] = nearest(word, known)
  const hint = near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean “${near}”?`
  return new UserError(`There is no ${what} “${word.slice(0, 80)}”. ${hint}`)
}

const AUDIT_PAGE = 200

/** `audit` takes a connector, `--action restart`, `--by U0123`. @throws UserError for somebody who is not named by their id */
export function auditFilter({ cluster, connector, flags }: Request) {
  const actor = flagText(flags, 'by')?.replace(/^<@|[|>].*$/g, '')
  const action = flagText(flags, 'action')
  if (actor !== undefined && !/^[UW][A-Z0-9]+$/.test(actor))
    throw new UserError(
      '“--by” takes a member id, as in “--by U0123ABCD”: copy it from the menu of a profile in Slack.',
    )
  return {
    limit: AUDIT_PAGE,
    ...(connector ? { connector: connector.connector } : {}),
    ...(cluster === undefined ? {} : { cluster }),
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
  }
}
