import { memo } from 'react'
import { Message } from 'slack-blocks-to-jsx'
import { type Obj, obj, words } from '../../../slack/json.ts'
import { slackDate } from '../../../slack/screen/text.ts'
import { useMe } from '../surface.ts'

type DrawnBlock = Parameters<typeof Message>[0]['blocks'][number]

/**
 * A block as slack-blocks-to-jsx draws it. It is used for markup alone: it reads markup and emoji also in plain_text,
 * where Slack shows every character as it is.
 */
export const Drawn = memo(function Drawn({ block }: { block: Obj }) {
  const { users, channels, userGroups } = useMe()
  const named = (names: Obj) => Object.entries(names).map(([id, name]) => ({ id, name: String(name) }))
  const data = { users: named(users), channels: [...channels], user_groups: named(userGroups) }
  return <Message withoutWrapper logo="" name="" blocks={[block as DrawnBlock]} data={data} hooks={hooks} />
})

/** Slack's dates in this browser's zone. */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
const hooks = {
  date: ({ timestamp, format }: { timestamp: string; format: string }) =>
    slackDate(Number(timestamp), format.replaceAll('-', '_'), timeZone, Date.now()),
}

/** The library takes the underscore of `{time_secs}` for markup, and the colons of a time for an emoji. */
const sheltered = (markup: string) =>
  markup.replace(/<!date\^(\d+)\^([^^|>]+)[^>]*>/g, (_, timestamp, format) => {
    return `<!date^${timestamp}^${String(format).replaceAll('_', '-')}|date>`
  })

export const Markup = ({ text }: { text: string }) => (
  <Drawn block={{ type: 'section', text: { type: 'mrkdwn', text: sheltered(text) } }} />
)

/** A text object: plain text as it is, mrkdwn with its markup. */
export function Text({ text }: { text: unknown }) {
  const { type, text: content } = obj(text)
  return type === 'mrkdwn' ? <Markup text={words(content)} /> : <p className="plain">{words(content)}</p>
}
