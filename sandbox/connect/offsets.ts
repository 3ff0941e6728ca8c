import { RestError } from './answer.ts'
import { readOffsets } from './bodies.ts'
import { type Endpoint, endpoint, shown } from './endpoint.ts'
import type { Herder } from './herder.ts'
import type { Connector, Offset } from './state.ts'

/** How far a connector has come. Changed only while it is stopped. */
export const offsetEndpoints = (herder: Herder): Endpoint[] => [
  endpoint(
    'GET /connectors/{c}/offsets',
    'lookup',
    shown((name) => ({ offsets: herder.known(name).offsets })),
    { since: '3.5' },
  ),
  endpoint(
    'PATCH /connectors/{c}/offsets',
    'offsets',
    shown((name, { text }) => {
      const sent = readOffsets(text)
      alter(herder.stopped(name), sent)
      return { message: 'The offsets for this connector have been altered successfully' }
    }),
    { since: '3.6' },
  ),
  endpoint(
    'DELETE /connectors/{c}/offsets',
    'offsets',
    shown((name) => {
      herder.stopped(name).offsets = []
      return { message: 'The offsets for this connector have been reset successfully' }
    }),
    { since: '3.6' },
  ),
]

/** `offset: null` removes. @throws RestError 500 for a topic that the sink does not read */
function alter(connector: Connector, sent: Offset[]) {
  const topics = connector.config.get('topics')?.split(',') ?? []
  const isStrange = ({ partition }: Offset) => !topics.includes(String(partition.kafka_topic))
  if (connector.type === 'sink' && sent.some(isStrange))
    throw new RestError(500, `Failed to alter consumer group offsets for connector ${connector.name}`)
  const id = ({ partition }: Offset) => JSON.stringify(partition)
  const changed = new Set(sent.map(id))
  const kept = connector.offsets.filter((offset) => !changed.has(id(offset)))
  connector.offsets = [...kept, ...sent.filter(({ offset }) => offset !== null)]
}
