import type { types } from '@slack/bolt'
import type { Draft } from '../../../connectors/form/draft.ts'
import { documentationOf, familyOf } from '../../../connectors/form/families.ts'
import { shortId } from '../../../connectors/form/sections.ts'
import type { Ref } from '../../../connectors/model.ts'
import { keyOf } from '../../ids.ts'
import { actions, type Block, button, context, LIMITS, option, plain } from '../blocks.ts'
import { modal } from '../modal.ts'
import { paragraph } from '../rich-text.ts'
import { clip, count, fullName, oneLine } from '../text.ts'
import { continueBlock } from './drafts.ts'
import { BLOCKS, newId, VALUE } from './ids.ts'

export interface PluginRow {
  class: string
  type: string
  version?: string | undefined
}

interface StartPage {
  clusters: readonly { id: string; name: string }[]
  /** What was typed after the command: a class or a part of it. */
  words: string
  channel: string | undefined
  /** One's newest unfinished form for a new connector. */
  earlier?: Draft | undefined
}

const TYPES = [
  { text: plain('Source: from elsewhere into Kafka', LIMITS.option), value: 'source' },
  { text: plain('Sink: from Kafka to elsewhere', LIMITS.option), value: 'sink' },
]

/** What a new connector is to be: where, which way, of which class. */
export function startModal({ clusters, words, channel, earlier }: StartPage): types.ModalView {
  return modal({
    title: 'Create connector',
    id: newId('start'),
    submit: 'Continue',
    target: { ...(channel !== undefined && { id: channel }), ...(words !== '' && { o: words.slice(0, 200) }) },
    blocks: [
      ...(earlier === undefined ? [] : [continueBlock(earlier)]),
      ...where(clusters),
      {
        type: 'input',
        block_id: BLOCKS.type,
        optional: true,
        label: plain('Sink or source', LIMITS.label),
        element: { type: 'static_select', action_id: VALUE, options: TYPES },
      },
      {
        type: 'input',
        block_id: BLOCKS.class,
        label: plain('Connector class', LIMITS.label),
        hint: plain(
          `By name, title or version.${words === '' ? '' : ` At first those that fit “${clip(oneLine(words), 100)}”.`}`,
        ),
        element: {
          type: 'external_select',
          action_id: newId('classes'),
          placeholder: plain('Search…', LIMITS.placeholder),
          min_query_length: 0,
        },
      },
      ...actions(button({ id: newId('about'), label: 'What they are…', target: {} })),
      context('Or start from a config that you have.'),
      ...actions(button({ id: newId('paste'), label: 'Paste or upload a config…', target: {} })),
    ],
  })
}

/** A connector like another one: where is it to run? */
export function cloneModal({ ref, clusters, channel }: Omit<StartPage, 'words'> & { ref: Ref }): types.ModalView {
  return modal({
    title: 'Clone connector',
    id: newId('clone'),
    submit: 'Continue',
    target: { k: keyOf(ref), ...(channel !== undefined && { id: channel }) },
    blocks: [
      paragraph(['A new connector like ', { bold: fullName(ref.connector) }, ', without its secrets.']),
      ...where(clusters, ref.cluster),
    ],
  })
}

function where(clusters: StartPage['clusters'], likely = ''): Block[] {
  const options = clusters
    .slice(0, LIMITS.options)
    .map(({ id, name }) => ({ text: plain(name, LIMITS.option), value: id }))
  const [first, second] = options
  if (first === undefined) return []
  if (second === undefined) return [paragraph([`On ${oneLine(clusters[0]?.name ?? '')}`])]
  return [
    {
      type: 'input',
      block_id: BLOCKS.cluster,
      label: plain('Connect cluster', LIMITS.label),
      element: {
        type: 'static_select',
        action_id: VALUE,
        options,
        initial_option: options.find(({ value }) => value === likely) ?? first,
      },
    },
  ]
}

/** What stands for a plugin in a choice: a class may be installed in several versions. */
export const idOfPlugin = ({ class: name, version }: PluginRow): string => shortId(JSON.stringify([name, version]))

/** What the search for a class offers. */
export const classOptions = (plugins: readonly PluginRow[]): types.PlainTextOption[] =>
  plugins.slice(0, LIMITS.options).map((plugin) => {
    const { class: name, type, version } = plugin
    const simple = oneLine(name).split('.').at(-1) ?? ''
    const about = familyOf(name)?.does ?? oneLine(name)
    return option(
      `${clip(simple, 50)} ${clip(oneLine(version ?? ''), 20)}`.trim(),
      { o: idOfPlugin(plugin) },
      `${type}: ${about}`,
    )
  })

const DESCRIBED = 80

/** What the classes are for and where to read about them: no choice of a select can hold a link. */
export const classesModal = (plugins: readonly PluginRow[]): types.ModalView =>
  modal({
    title: 'Connector classes',
    blocks: [
      ...plugins.slice(0, DESCRIBED).map(({ class: name, type, version }) => {
        const about = familyOf(name)?.does
        const what = `  ${type} ${clip(oneLine(version ?? ''), 60)}${about === undefined ? '' : `: ${about}`}  `
        const link = { link: documentationOf(name), words: 'Documentation' }
        return paragraph([{ bold: clip(oneLine(name), 300) }, what, link])
      }),
      ...(plugins.length === 0 ? [context('None fits.')] : []),
      ...(plugins.length > DESCRIBED
        ? [context(`and ${count(plugins.length - DESCRIBED, 'more class', 'more classes')}`)]
        : []),
    ],
  })

/** A config that somebody has: `{name, config}`, a config alone, or properties. */
export function pasteModal(
  { clusters, channel }: Pick<StartPage, 'clusters' | 'channel'>,
  takes: 'text' | 'text or a file',
): types.ModalView {
  return modal({
    title: 'Start from a config',
    id: newId('import'),
    submit: 'Continue',
    target: { ...(channel !== undefined && { id: channel }) },
    blocks: [
      ...where(clusters),
      {
        type: 'input',
        block_id: BLOCKS.text,
        optional: true,
        label: plain('JSON or properties', LIMITS.label),
        hint: plain('{"name": …, "config": {…}}, the config alone, or key=value lines. Secrets in it are not kept.'),
        element: { type: 'plain_text_input', action_id: VALUE, multiline: true },
      },
      ...(takes === 'text' ? [] : fileInput('A longer one as a file, at most 1 MB. It stays in Slack: no secrets.')),
    ],
  })
}

export const fileInput = (hint: string): Block[] => [
  {
    type: 'input',
    block_id: BLOCKS.file,
    optional: true,
    label: plain('File', LIMITS.label),
    hint: plain(hint),
    element: { type: 'file_input', action_id: VALUE, max_files: 1 },
  },
]
