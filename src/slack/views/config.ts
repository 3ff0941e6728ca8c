import type { types } from '@slack/bolt'
import type { Ref } from '../../connectors/model.ts'
import { keyOf } from '../ids.ts'
import { context } from './blocks.ts'
import { pagedLines } from './lines.ts'
import { modal } from './modal.ts'
import { paragraph, type Span } from './rich-text.ts'
import { clip, count, fullName, oneLine, shortName } from './text.ts'

interface Entry {
  key: string
  /** Masked where it is secret. */
  value: string
  secret: boolean
}

interface Config {
  ref: Ref
  clusterName: string
  class: string
  entries: readonly Entry[]
  page: number
}

const line = ({ key, value, secret }: Entry): Span[] => [
  { bold: clip(oneLine(key), 500) },
  ` ${clip(value, 1_500)}`,
  secret ? ' (secret)' : '',
]

/** A page of a connector's config, key by key. */
export function configModal({ ref, clusterName, class: name, entries, page }: Config): types.ModalView {
  const k = keyOf(ref)
  return modal({
    title: 'Config',
    target: { k, p: page },
    blocks: [
      paragraph([{ bold: fullName(ref.connector) }, ` on ${shortName(clusterName)}`], [clip(oneLine(name), 300)]),
      context(`${count(entries.length, 'key')}, values of secret ones hidden`),
      ...pagedLines(entries.map(line), { look: 'config', page, again: { k } }),
    ],
  })
}
