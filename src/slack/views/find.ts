import type { types } from '@slack/bolt'
import type { Row } from '../../connectors/model.ts'
import { keyOf, lookId } from '../ids.ts'
import { LIMITS, option, plain } from './blocks.ts'
import { fullName } from './text.ts'
import { state } from './words.ts'

/** Lists as soon as it is opened, and narrows while one types. */
export const findConnector: types.ExternalSelect = {
  type: 'external_select',
  action_id: lookId('find'),
  placeholder: plain('Find a connector…', LIMITS.placeholder),
  min_query_length: 0,
}

/** What the select offers: as many as Slack takes, in the order given. */
export const connectorOptions = (rows: readonly Row[]): types.PlainTextOption[] =>
  rows
    .slice(0, LIMITS.options)
    .map((row) => option(fullName(row.connector), { k: keyOf(row) }, `${state(row.verdict)} on ${row.cluster}`))
