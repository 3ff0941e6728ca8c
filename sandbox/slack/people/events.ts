import { type Obj, present } from '../json.ts'
import { findMessage, messagesIn, post } from '../messages.ts'
import { messageOutput } from '../outputs.ts'
import { closeViews, viewOutput } from '../views.ts'
import { directMessage, type Message } from '../world.ts'
import { channelName, DONE, deliver, interaction, type PeopleDeps, type Reaction, teamOf, tell } from './deliver.ts'

/** Waits before the deliveries after the first, while the app does not acknowledge. */
const RETRY_AFTER_MS = [0, 60_000, 300_000]

/** Events, shortcuts, and what people do without the app. */
export function createEvents(deps: PeopleDeps) {
  const { world } = deps

  /** Sends an event; repeats it up to three times while it is not acknowledged, under the same event_id. */
  async function event(inner: Obj): Promise<void> {
    const payload = {
      token: 'sandbox',
      team_id: world.team.id,
      api_app_id: world.app.id,
      type: 'event_callback',
      event_id: world.ids.next('Ev'),
      event_time: Math.floor(world.clock.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: world.team.enterpriseId ?? null,
          team_id: world.team.id,
          user_id: world.app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      event: { event_ts: world.ids.ts(), ...inner },
    }
    let delivered = await deliver(deps, { type: 'events_api', payload, retry_attempt: 0, retry_reason: '' })
    for (const [index, wait] of RETRY_AFTER_MS.entries()) {
      if (delivered.acked) return
      await world.clock.sleep(wait, world.closing.signal).catch(() => {})
      if (world.closing.signal.aborted) return
      const retry = { retry_attempt: index + 1, retry_reason: 'timeout' }
      delivered = await deliver(deps, { type: 'events_api', payload, ...retry })
    }
  }

  async function send(user: string, payload: Obj): Promise<Reaction> {
    const delivered = await deliver(deps, { type: 'interactive', payload })
    return delivered.acked ? DONE : tell(deps, user, `This app did not respond (${delivered.why}).`)
  }

  return {
    event,

    /** Opens the app's Home tab. */
    openHome(user: string): Promise<void> {
      const view = world.homes.get(user)
      const home = view && viewOutput(world, view)
      const channel = directMessage(world, user).id
      return event(present({ type: 'app_home_opened', user, channel, tab: 'home', view: home }))
    },

    /** A shortcut from the search bar. */
    shortcut(user: string, callbackId: string): Promise<Reaction> {
      const common = interaction(deps, user, 'shortcut')
      return send(user, { ...common, callback_id: callbackId, action_ts: world.ids.ts() })
    },

    /** A shortcut from a message's menu. */
    messageShortcut(user: string, channel: string, ts: string, callbackId: string): Promise<Reaction> {
      const message = findMessage(world, channel, ts)
      if (!message) throw new Error(`There is no message ${ts} in ${channel}`)
      return send(user, {
        ...interaction(deps, user, 'message_action'),
        callback_id: callbackId,
        action_ts: world.ids.ts(),
        message_ts: ts,
        channel: { id: channel, name: channelName(world, channel) },
        message: messageOutput(world, message),
        response_url: deps.origin + deps.responseUrls.issue({ user, channel }),
      })
    },

    /** Writes a message; the app hears of it when it is mentioned. */
    async say(user: string, channel: string, text: string, threadTs?: string): Promise<Message> {
      const message = post(world, { channel, author: user, threadTs }, { text, blocks: [], attachments: [] })
      if (text.includes(`<@${world.app.botUserId}>`)) {
        const { ts, threadTs: thread_ts } = message
        await event(present({ type: 'app_mention', user, text, channel, ts, thread_ts, team: teamOf(world, user) }))
      }
      return message
    },

    /** An administrator changes who is in a user group. */
    async changeUserGroup(id: string, users: string[]): Promise<void> {
      const group = world.userGroups.get(id)
      if (!group) throw new Error(`There is no user group ${id}`)
      const added = users.filter((user) => !group.users.includes(user))
      const removed = group.users.filter((user) => !users.includes(user))
      group.users = [...users]
      await event({
        type: 'subteam_members_changed',
        subteam_id: id,
        team_id: world.team.id,
        added_users: added,
        removed_users: removed,
      })
    },

    /** Starts Slack anew on this person's device: ephemeral messages and open modals are gone. */
    reload(user: string): void {
      for (const channel of world.channels.keys()) {
        const kept = messagesIn(world, channel).filter(({ visibleTo }) => visibleTo !== user)
        world.messages.set(channel, kept)
      }
      world.notices.delete(user)
      closeViews(world, user, [])
    },
  }
}
