import { url } from './objects.ts'
import { array, boolean, byType, type Check, integer, object, oneOf, string } from './schema.ts'

/** The rich_text block (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
const type = string(255)
const id = string(255)
const style = object(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
)
const styled = { style }

const TEXT = { text: object({ type, text: string(3000 * 10) }, styled) }
const LINK = { link: object({ type, url }, { ...styled, text: string(3000), unsafe: boolean }) }

const inline: Check = byType({
  ...TEXT,
  ...LINK,
  emoji: object({ type, name: string(255) }, { ...styled, unicode: string(255), url }),
  date: object({ type, timestamp: integer(0, 1e11), format: string(255) }, { ...styled, url, fallback: string(3000) }),
  user: object({ type, user_id: id }, styled),
  usergroup: object({ type, usergroup_id: id }, styled),
  channel: object({ type, channel_id: id }, styled),
  team: object({ type, team_id: id }, styled),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, styled),
  color: object({ type, value: string(255) }, styled),
})

const border = { border: integer(0, 1) }
const section: Check = object({ type, elements: array(inline, 0, 1000) })

export const richText: Check = object(
  {
    type,
    elements: array(
      byType({
        rich_text_section: section,
        rich_text_list: object(
          { type, style: oneOf('bullet', 'ordered'), elements: array(byType({ rich_text_section: section }), 1, 1000) },
          { ...border, indent: integer(0, 8), offset: integer(0, 1e6) },
        ),
        rich_text_quote: object({ type, elements: array(inline, 0, 1000) }, border),
        rich_text_preformatted: object(
          { type, elements: array(byType({ ...TEXT, ...LINK }), 0, 1000) },
          { ...border, language: string(64) },
        ),
      }),
      1,
      100,
    ),
  },
  { block_id: string(255) },
)
