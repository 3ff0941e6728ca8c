import type { types } from '@slack/bolt'
import type { Difference } from '../../../connectors/form/difference.ts'
import type { Draft, InitialState } from '../../../connectors/form/draft.ts'
import type { Warning } from '../../../connectors/form/warnings.ts'
import { actions, type Block, button, context, LIMITS, option, plain, select } from '../blocks.ts'
import { modal } from '../modal.ts'
import { paginate } from '../paging.ts'
import { bullets, lines, paragraph, richText, type Span } from '../rich-text.ts'
import { clip, count, fullName, oneLine, shortName } from '../text.ts'
import { BLOCKS, contestId, formId, VALUE } from './ids.ts'

/** Two people's values of one key, as far as they may be shown. */
export interface Contested {
  key: string
  mine: string
  theirs: string
}

export interface ReviewPage {
  draft: Draft
  name: string
  clusterName: string
  difference: readonly Difference[]
  /** Under which heading a key stands; a key without one stands under none. */
  titles: ReadonlyMap<string, string>
  warnings: readonly Warning[]
  leaving: { endpoints: readonly string[]; secrets: readonly string[] }
  contested: readonly Contested[]
  /** What Connect could not say of it. */
  unchecked: string | undefined
  /** What it asks for all the same: keys of which one must be set. */
  lacking: readonly (readonly string[])[]
  notice?: string | undefined
}

/** What fits beside warnings and questions into a view, of which Slack takes 250 kB. */
const ROOM = { pieces: 250, chars: 80_000 }

/** What will be saved, what that brings with it, and what has to be confirmed. */
export function reviewModal(review: ReviewPage): types.ModalView {
  const { draft, name, clusterName, difference, titles, notice } = review
  const creating = draft.connector === undefined
  const none = difference.length === 0
  const [shown = []] = paginate(difference, ROOM, (one) => Buffer.byteLength(JSON.stringify(line(one))))
  const what = creating ? 'what will be created' : 'what will be saved'
  return modal({
    title: 'Review',
    id: formId('save'),
    ...(!none && { submit: creating ? 'Create' : 'Save' }),
    target: { id: draft.id },
    blocks: [
      ...(notice === undefined ? [] : [{ type: 'alert', level: 'warning', text: plain(notice, 200) } as const]),
      paragraph([{ bold: fullName(name) }, ` on ${shortName(clusterName)}: ${none ? 'nothing is changed' : what}`]),
      ...(none ? [] : [richText(...grouped(shown, titles))]),
      ...(difference.length > shown.length
        ? [context(`and ${count(difference.length - shown.length, 'more key')}`)]
        : []),
      ...(none ? [] : consequences(review)),
      ...previousSecrets(draft),
      ...actions(
        button({ id: formId('back'), label: 'Back to the form', target: {} }),
        select(formId('export', 'review'), 'Export…', EXPORTS),
      ),
    ],
  })
}

const grouped = (difference: readonly Difference[], titles: ReviewPage['titles']) =>
  [...Map.groupBy(difference, ({ key }) => titles.get(key) ?? '')].flatMap(([title, some]) => [
    ...(title === '' ? [] : [lines([{ bold: clip(oneLine(title), 300) }])]),
    bullets(some.map(line)),
  ])

/** What saving brings with it, and what has to be said to it first. */
const consequences = (review: ReviewPage): Block[] => {
  const creating = review.draft.connector === undefined
  return [
    ...contestBlocks(review.contested),
    context(
      creating ? 'What is not set is left out: its default counts.' : 'The connector and its tasks restart with it.',
    ),
    ...warningBlocks(review),
    ...(creating ? [initialState(review.draft.state)] : []),
    ...confirmation(review.leaving),
  ]
}

const EXPORTS = [
  option('curl', { o: 'curl' }),
  option('JSON', { o: 'json' }),
  option('properties', { o: 'properties' }),
  option('Strimzi YAML', { o: 'strimzi' }),
]

const SIGNS: Record<Difference['kind'], string> = { added: '+', removed: '−', changed: '~' }

/** "~ tasks.max  1 → 4"; of a secret what may be shown of it. */
function line({ key, kind, secret, before, after }: Difference): Span[] {
  const value = (text: string | undefined) => (text === undefined ? '(hidden)' : clip(oneLine(text), 300) || '(empty)')
  const said = {
    added: secret && after === undefined ? 'set (secret)' : value(after),
    removed: secret && before === undefined ? 'removed (secret)' : `${value(before)}, removed`,
    changed:
      secret && before === undefined && after === undefined
        ? 'changed (secret)'
        : `${value(before)} → ${value(after)}${secret ? ' (secret)' : ''}`,
  }
  return [{ bold: `${SIGNS[kind]} ${clip(oneLine(key), 300)}` }, `  ${said[kind]}`]
}

function warningBlocks({ warnings, unchecked, lacking }: ReviewPage): Block[] {
  const texts = [
    ...(unchecked === undefined ? [] : [unchecked]),
    ...lacking.map((keys) => `Kafka Connect asks for ${keys.join(' or ')}, which is not set.`),
    ...warnings.map(({ text }) => text),
  ]
  if (texts.length === 0) return []
  return [
    richText(
      lines([{ bold: count(texts.length, 'warning') }]),
      bullets(texts.slice(0, 50).map((text) => [clip(oneLine(text), 500)])),
    ),
  ]
}

const STATES: [InitialState, string][] = [
  ['RUNNING', 'Running'],
  ['PAUSED', 'Paused'],
  ['STOPPED', 'Stopped'],
]

function initialState(state: InitialState): Block {
  const options = STATES.map(([value, label]) => ({ text: plain(label, LIMITS.option), value }))
  const initial = options.find(({ value }) => value === state)
  return {
    type: 'input',
    block_id: BLOCKS.state,
    label: plain('Starts', LIMITS.label),
    hint: plain('Paused and stopped take Kafka Connect 3.7 or newer.'),
    element: { type: 'static_select', action_id: VALUE, options, ...(initial && { initial_option: initial }) },
  }
}

const ASKED = 30

/** Each key that both have changed, asked about by itself. */
const contestBlocks = (contested: readonly Contested[]): Block[] => [
  ...contested.slice(0, ASKED).map(({ key, mine, theirs }, index): Block => {
    const mineOption = { text: plain(`Mine: ${oneLine(mine)}`, LIMITS.option), value: 'mine' }
    const options = [mineOption, { text: plain(`Theirs: ${oneLine(theirs)}`, LIMITS.option), value: 'theirs' }]
    return {
      type: 'input',
      block_id: contestId(index),
      label: plain(`Somebody else has changed ${oneLine(key)} meanwhile. Whose value?`, LIMITS.label),
      element: { type: 'radio_buttons', action_id: VALUE, options, initial_option: mineOption },
    }
  }),
  ...(contested.length > ASKED
    ? [context(`Of ${count(contested.length - ASKED, 'more key')} that somebody else has changed theirs stays.`)]
    : []),
]

/** A restore leaves the secrets of now alone, unless the earlier ones are asked for. */
function previousSecrets({ previous, withSecrets }: Draft): Block[] {
  if (previous === undefined) return []
  const label = withSecrets ? 'Keep the secrets of now' : 'Also the previous secrets'
  return [
    context(withSecrets ? 'The previous secrets are restored too.' : 'The secrets of now are kept.'),
    ...actions(button({ id: formId('secrets'), label, target: {} })),
  ]
}

/** Slack itself asks for it: an input that is not optional. */
function confirmation({ endpoints, secrets }: ReviewPage['leaving']): Block[] {
  if (endpoints.length === 0) return []
  const options = [{ text: plain('Yes, send them there', LIMITS.option), value: 'yes' }]
  const what = `${secrets.join(', ')} will be sent to what ${endpoints.join(', ')} names now`
  return [
    {
      type: 'input',
      block_id: BLOCKS.confirm,
      label: plain(clip(oneLine(what), 1_500), LIMITS.label),
      element: { type: 'checkboxes', action_id: VALUE, options },
    },
  ]
}
