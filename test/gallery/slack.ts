import { obj } from '../../sandbox/slack/json.ts'
import { type Item, shownIn } from './item.ts'

/** Slack's own opinion; needs no token (docs.slack.dev/reference/methods/blocks.validate). One after the other. */
export async function refusedBySlack(items: readonly Item[]): Promise<string[]> {
  const refused: string[] = []
  for (const item of items) {
    const { kind, content } = shownIn(item)
    const given = kind === 'message' ? { message: JSON.stringify(content) } : { view: JSON.stringify(content) }
    const answer = await fetch('https://slack.com/api/blocks.validate', {
      method: 'POST',
      body: new URLSearchParams(given),
    })
    const said = obj(await answer.json())
    if (said.ok !== true) refused.push(`${item.name}: Slack says ${JSON.stringify(said)}`)
  }
  return refused
}
