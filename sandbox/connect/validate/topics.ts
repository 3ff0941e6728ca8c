import type { ConfigInfo } from '../plugins.ts'
import { withErrors } from './dialect.ts'

const NEITHER = 'Must configure one of topics or topics.regex'
const BOTH = 'topics and topics.regex are mutually exclusive options, but both are set.'
const EMPTY_TOPIC = "Configuration 'topics' values must not be empty."

/** A sink reads from a list or from a pattern of topics; what is wrong with the pair stands at both. */
export function topicErrors(info: ConfigInfo, sent: ReadonlyMap<string, string | null>): ConfigInfo {
  const { value } = info
  if (!value || (value.name !== 'topics' && value.name !== 'topics.regex')) return info
  const [topics = '', regex = ''] = ['topics', 'topics.regex'].map((key) => sent.get(key)?.trim())
  const emptyTopic = value.name === 'topics' && topics !== '' && topics.split(',').some((topic) => topic.trim() === '')
  const errors = [
    ...(emptyTopic ? [EMPTY_TOPIC] : []),
    ...(topics === '' && regex === '' ? [NEITHER] : []),
    ...(topics !== '' && regex !== '' ? [BOTH] : []),
  ]
  return withErrors({ ...info, value: { ...value, errors: [] } }, { [value.name]: errors })
}
