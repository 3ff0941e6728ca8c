import { respond } from '../response-urls.ts'
import { channelName, DONE, deliver, nameOf, type PeopleDeps, type Reaction, teamOf, tell } from './deliver.ts'

/** Types `/connect list` into a channel. */
export async function runCommand(deps: PeopleDeps, user: string, channel: string, typed: string): Promise<Reaction> {
  const { world, triggers, responseUrls, origin } = deps
  if (!world.channels.get(channel)?.members.includes(user)) throw new Error(`${user} is not in ${channel}`)
  world.notices.delete(user)
  const [command = '', ...rest] = typed.trim().split(/(?<=^\S+)\s+/)
  if (!world.app.commands.includes(command)) return tell(deps, user, `${command} is not a valid command.`)
  const occasion = { user, channel }
  const payload = {
    token: 'sandbox',
    team_id: teamOf(world, user),
    team_domain: world.team.domain,
    ...(world.team.enterpriseId ? { enterprise_id: world.team.enterpriseId, enterprise_name: world.team.name } : {}),
    is_enterprise_install: 'false',
    channel_id: channel,
    channel_name: channelName(world, channel),
    user_id: user,
    user_name: nameOf(world, user),
    command,
    text: rest.join(''),
    api_app_id: world.app.id,
    response_url: origin + responseUrls.issue(occasion),
    trigger_id: triggers.issue(user),
  }
  const delivered = await deliver(deps, { type: 'slash_commands', payload })
  if (!delivered.acked) {
    const why = delivered.why === 'dispatch_failed' ? 'with the error "dispatch_failed"' : NO_ANSWER
    return tell(deps, user, `${command} failed ${why}`)
  }
  if (Object.keys(delivered.payload).length === 0) return DONE
  const reply = respond(world, occasion, delivered.payload)
  if (reply.status === 200) return DONE
  return tell(deps, user, `${command} failed with the error "${reply.body.error}"`)
}

const NO_ANSWER = 'because the app did not respond. Please try again or contact the app developer.'
