import { type Message, message } from './blocks.ts'
import { paragraph } from './rich-text.ts'

const WAITING =
  'Kafka Connect is rebalancing: waiting for its workers to agree, a minute at most. The answer follows here.'

export const waitingView: Message = message(WAITING, [paragraph([WAITING])])
