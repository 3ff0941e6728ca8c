import { HEALTHS, type Health } from '../connectors/health.ts'
import { nearest } from '../connectors/nearest.ts'
import { isPattern, PATTERN_FORMS } from '../connectors/pattern.ts'
import type { ListFilter } from '../connectors/service/list.ts'
import { UserError } from '../errors.ts'
import { flagText, type Request } from './request.ts'

const isHealth = (word: string): word is Health => Object.hasOwn(HEALTHS, word)

/** What `list` takes as filters, one flag each; `text` and `pattern` come without a flag. */
const FILTERS: Record<string, (value: string | true) => ListFilter> = {
  state: (value) => ({ health: healths(value) }),
  health: (value) => ({ health: healths(value) }),
  failed: () => ({ health: ['failed', 'degraded'] }),
  source: () => ({ type: 'source' }),
  sink: () => ({ type: 'sink' }),
  type: (value) => ({ type: typeOf(value) }),
  class: (value) => (value === true ? {} : { class: value }),
  cluster: () => ({}),
}

export const FILTER_FLAGS: readonly string[] = Object.keys(FILTERS)

/** @throws UserError naming the nearest filter or state there is */
export function listFilter({ cluster, rest, flags }: Request): ListFilter {
  const words = rest.join(' ')
  const filters = [...flags].map(([name, value]) => {
    const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined
    if (filter === undefined)
      throw unknown(
        'filter',
        `--${name}`,
        Object.keys(FILTERS).map((known) => `--${known}`),
      )
    return filter(value)
  })
  return Object.assign({}, ...filters, cluster === undefined ? {} : { cluster }, wordsFilter(words))
}

function healths(value: string | true): Health[] {
  const words = value === true ? [''] : value.toLowerCase().split(',')
  const wrong = words.find((word) => !isHealth(word))
  if (wrong !== undefined) throw unknown('state', wrong, Object.keys(HEALTHS))
  return words.filter(isHealth)
}

function typeOf(value: string | true): 'source' | 'sink' {
  if (value === 'source' || value === 'sink') return value
  throw unknown('type', value === true ? '' : value, ['source', 'sink'])
}

/** @throws UserError for what looks like a pattern and is none */
function wordsFilter(words: string): ListFilter {
  if (words === '') return {}
  if (!words.includes('*')) return { text: words }
  if (isPattern(words)) return { pattern: words }
  throw new UserError(`“${words.slice(0, 80)}” is no pattern: that is ${PATTERN_FORMS}.`)
}

export function unknown(what: string, word: string, known: readonly string[]): UserError {
  const [near] = nearest(word, known)
  const hint = near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean “${near}”?`
  return new UserError(`There is no ${what} “${word.slice(0, 80)}”. ${hint}`)
}

const AUDIT_PAGE = 200

/** `audit` takes a connector, `--action restart`, `--by U0123`. */
export function auditFilter({ cluster, connector, flags }: Request) {
  const actor = flagText(flags, 'by')?.replace(/^<@|[|>].*$/g, '')
  const action = flagText(flags, 'action')
  const place = connector?.cluster ?? cluster
  return {
    limit: AUDIT_PAGE,
    ...(connector ? { connector: connector.connector } : {}),
    ...(place === undefined ? {} : { cluster: place }),
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
  }
}
