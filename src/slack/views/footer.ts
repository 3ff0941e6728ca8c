import { lookId, type Target } from '../ids.ts'
import type { Look } from '../looks.ts'
import { type Block, button } from './blocks.ts'
import { timeToken } from './date.ts'

/** When this was so, and the button that looks again. The one text of ours that Slack reads as markup, for the date. */
export const asOf = (at: number, look: Look, target: Target): Block => ({
  type: 'section',
  text: { type: 'mrkdwn', text: `As of ${timeToken(at)}`, verbatim: true },
  accessory: button({ id: lookId(look, 'refresh'), label: 'Refresh', target }),
})
