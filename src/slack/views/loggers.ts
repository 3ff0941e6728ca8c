import type { types } from '@slack/bolt'
import { DURATIONS, LEVELS, type LevelChange, levelOf } from '../../connectors/loggers.ts'
import type { ClusterLoggers } from '../../connectors/service/loggers.ts'
import { actionId } from '../ids.ts'
import { actions, type Block, button, LIMITS, type Message, message, plain } from './blocks.ts'
import { moment } from './date.ts'
import { inShort } from './failures.ts'
import { pagedLines } from './lines.ts'
import { modal } from './modal.ts'
import { paragraph, type Span } from './rich-text.ts'
import { spokenFor } from './row.ts'
import { clip, count, fullName, number, oneLine, shortName } from './text.ts'

/** Where each field stands in the submission. */
export const LOGGER_FIELDS = { logger: 'logger', level: 'level', minutes: 'minutes' } as const

const ROOT = 'root'

const changeLine = ({ logger, level, until }: LevelChange): Span[] => [
  { bold: fullName(logger) },
  `: ${shortName(level)} until `,
  moment(until),
]

/** Those that differ from the root's level; the others are counted. */
function clusterLines({ cluster, levels, changed, error }: ClusterLoggers): Span[][] {
  const head: Span[] = [{ bold: shortName(cluster.name) }]
  if (error) return [[...head, `: ${inShort(error)}`]]
  const root = levelOf(levels, ROOT)
  const names = [...levels.keys()].filter((name) => name !== ROOT).toSorted()
  const others = names.filter((name) => levelOf(levels, name) !== root)
  const differ = `${count(others.length, 'logger')} of ${number(names.length)} at other levels`
  return [
    [...head, `: ${shortName(root)}, ${others.length === 0 ? 'no logger at another level' : differ}`],
    ...changed.map(changeLine),
    ...others
      .filter((name) => !changed.some(({ logger }) => logger === name))
      .map((name): Span[] => [`${clip(oneLine(name), 200)}: ${shortName(levelOf(levels, name))}`]),
  ]
}

const BUTTONS = 4

/** The log levels of the workers, as the one that answered has them. */
export function loggersView(clusters: readonly ClusterLoggers[], words: string, page: number): Message {
  const choices = clusters.filter(({ mayChange }) => mayChange).slice(0, BUTTONS)
  return message(`Log levels of ${count(clusters.length, 'Connect cluster')}`, [
    ...pagedLines(clusters.flatMap(clusterLines), { look: 'loggers', page, again: { o: words } }),
    ...actions(
      ...choices.map(({ cluster }, n) =>
        button({
          id: actionId('loggers', n),
          label: `Change on ${shortName(cluster.name)}…`,
          target: { o: cluster.id },
          spoken: spokenFor(`Change a log level on ${cluster.name}`, n),
        }),
      ),
    ),
  ])
}

const choice = (text: string, value: string): types.PlainTextOption => ({ text: plain(text, LIMITS.option), value })

const select = (
  block: string,
  label: string,
  options: types.PlainTextOption[],
  initial: types.PlainTextOption,
): Block => ({
  type: 'input',
  block_id: block,
  label: plain(label, LIMITS.label),
  element: { type: 'static_select', action_id: block, options, initial_option: initial },
})

/** Which logger, how much, how long. */
export function loggerModal(cluster: string, clusterName: string): types.ModalView {
  const { logger, level, minutes } = LOGGER_FIELDS
  return modal({
    title: 'Log level',
    id: actionId('loggers'),
    submit: 'Change',
    target: { o: cluster },
    blocks: [
      paragraph(
        [`On all workers of ${shortName(clusterName)}, with the loggers below it; then it goes back to what it was.`],
        ['Kafka Connect does not list loggers that are OFF: those stay on afterwards, at the level of the one above.'],
        ['DEBUG and TRACE may write configs and records to the workers’ logs.'],
      ),
      {
        type: 'input',
        block_id: logger,
        label: plain('Logger', LIMITS.label),
        element: {
          type: 'plain_text_input',
          action_id: logger,
          placeholder: plain('org.apache.kafka.connect.runtime', LIMITS.placeholder),
        },
      },
      select(
        level,
        'Level',
        LEVELS.map((one) => choice(one, one)),
        choice('DEBUG', 'DEBUG'),
      ),
      select(
        minutes,
        'For',
        DURATIONS.map((one) => choice(count(one, 'minute'), String(one))),
        choice('15 minutes', '15'),
      ),
    ],
  })
}

export const levelChangedView = ({ logger, level, until }: LevelChange, clusterName: string): Message =>
  message(`${shortName(logger)} is at ${shortName(level)} on ${shortName(clusterName)}`, [
    paragraph([
      { bold: fullName(logger) },
      ` is at ${shortName(level)} on all workers of ${shortName(clusterName)} until `,
      moment(until),
      '. Then it goes back to what it was.',
    ]),
  ])
