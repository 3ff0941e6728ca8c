import { visibleMessages } from '../slack/messages.ts'
import { messageLines, viewLines } from '../slack/screen/surfaces.ts'
import { namesIn } from '../slack/screen/text.ts'
import type { SlackSandbox } from '../slack/server.ts'
import { stackOf } from '../slack/views.ts'

/** Prints what comes into view for one person: new and changed messages, modals, and Slack's own words. */
export function createPrinter(slack: SlackSandbox, print: (text: string) => void) {
  const { world } = slack
  const names = namesIn(world)
  let user = ''
  let seen = new Map<string, string>()

  /** What stands on the screen now, by where it stands. */
  function look(): Map<string, string> {
    const channels = [...world.channels.values()].filter(({ members }) => members.includes(user))
    const messages = channels.flatMap((channel) => {
      const place = channel.kind === 'im' ? 'direct message' : `#${channel.name}`
      return visibleMessages(world, channel.id, user).map((message): [string, string] => {
        const author = world.users.get(message.author)?.realName ?? message.author
        const mark = message.visibleTo === undefined ? '' : ', only visible to you'
        const lines = messageLines(message, names, message.state.get(user) ?? {})
        return [`${channel.id} ${message.ts}`, [`— ${author} in ${place}${mark}`, ...lines].join('\n')]
      })
    })
    const views = stackOf(world, user).map((view): [string, string] => [
      view.id,
      viewLines(view.payload, names, view.state, view.errors).join('\n'),
    ])
    const home = world.homes.get(user)
    const notice = world.notices.get(user)
    return new Map([
      ...messages,
      ...(home ? [['home', `— Home\n${viewLines(home.payload, names, home.state, {}).join('\n')}`] as const] : []),
      ...views,
      ...(notice === undefined ? [] : [['notice', `— Slack: ${notice}`] as const]),
    ])
  }

  function printChanges() {
    const now = look()
    for (const [place, text] of now) if (seen.get(place) !== text) print(`\n${text}`)
    seen = now
  }
  const stop = slack.onChange(printChanges)

  return {
    /** From now on through this person's eyes; what they have seen is not printed again. */
    watch(person: string) {
      user = person
      seen = look()
    },
    close: stop,
  }
}
