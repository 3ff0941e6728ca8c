import { ConnectError } from '../../../src/connect/errors.ts'
import type { BulkEnd, BulkPreview, BulkState } from '../../../src/connectors/bulk.ts'
import { keyOf } from '../../../src/connectors/key.ts'
import type { Message } from '../../../src/slack/views/blocks.ts'
import { bulkCountModal, bulkDroppedView, bulkPreviewView } from '../../../src/slack/views/bulk.ts'
import { bulkAnnouncement, bulkResultView, bulkRunningView } from '../../../src/slack/views/bulk-run.ts'
import { levelChangedView, loggersView } from '../../../src/slack/views/loggers.ts'
import { offsetsModal, offsetsReviewModal } from '../../../src/slack/views/offsets.ts'
import { AT } from './awkward.ts'

type View = { type: 'modal' | 'home'; blocks: object[] }

/** The views of what is done to many connectors, of offsets and of log levels; as `everyView`. Not the fields in which people write. */
export function manyViews(text: string, many: number): Record<string, Message | View> {
  const numbers = Array.from({ length: many }, (_, i) => i)
  const ref = { cluster: text, connector: text }
  const items = numbers.map((i) => ({ ...ref, connector: `${i}${text}`, says: text }))
  const person = { actor: { id: 'U1', name: text }, origin: { surface: 'command' as const } }
  const preview: BulkPreview = {
    ...person,
    id: 'b1',
    action: 'stop',
    filter: {},
    at: AT,
    items,
    out: numbers.map((i) => ({ why: `${i}${text}`, count: 1_000, some: items.slice(0, 5) })),
    silent: [text, text],
  }
  const end: BulkEnd = { kind: 'failed-again', detail: text, cause: { exception: text, message: text } }
  const ends = new Map(items.map((item, i) => [keyOf(item), i === 0 ? { kind: 'done' as const, detail: text } : end]))
  const state: BulkState = { ...preview, startedAt: AT, entry: '1', ends, begun: new Set(), endedAt: AT + 60_000 }
  const name = () => text
  const place = { ref, clusterName: text }
  const entries = numbers.map((i) => ({
    partition: { kafka_topic: text, kafka_partition: i },
    offset: { kafka_offset: i },
  }))
  const now = { entries, type: 'sink', fixed: undefined }
  const changes = entries.map(({ partition, offset }) => ({ partition, from: offset, to: { position: text } }))
  const change = { cluster: text, logger: text, level: text, until: AT, before: new Map() }
  const cluster = { id: 'prod', name: text }
  return {
    'bulk preview': bulkPreviewView(preview, name),
    'bulk preview of nothing': bulkPreviewView({ ...preview, items: [] }, name),
    'bulk count': bulkCountModal(preview, name),
    'bulk dropped': bulkDroppedView(),
    'bulk running': bulkRunningView(state, name),
    'bulk result': bulkResultView(state, name),
    'bulk result, all': bulkResultView(state, name, 0),
    'bulk interrupted': bulkResultView({ ...state, endedAt: undefined }, name),
    'bulk announcement': bulkAnnouncement(state, name),
    offsets: offsetsModal({ ...place, page: 0 }, now),
    'offsets, fixed': offsetsModal({ ...place, page: 0 }, { ...now, fixed: text }),
    'offsets, review': offsetsReviewModal({ ...ref, id: 'o1', state: text, all: true, changes }, text),
    loggers: loggersView(
      [
        { cluster, levels: new Map([[text, text]]), changed: [change], mayChange: true },
        { cluster, levels: new Map(), changed: [], mayChange: false, error: new ConnectError('rejected', text) },
      ],
      'x'.repeat(64),
      0,
    ),
    'logger changed': levelChangedView(change, text),
  }
}
