import { within } from '../clock.ts'
import type { Obj } from '../json.ts'
import { channelOutput } from '../outputs.ts'
import type { ResponseUrls } from '../response-urls.ts'
import type { Envelope } from '../socket.ts'
import type { Triggers } from '../triggers.ts'
import type { World } from '../world.ts'

const ACK_MS = 3000

export interface PeopleDeps {
  world: World
  /** Hands an envelope to the app; the answer is its acknowledgement. undefined: there is no way to it. */
  toApp: (envelope: Envelope) => Promise<Obj> | undefined
  triggers: Triggers
  responseUrls: ResponseUrls
  origin: string
  log: Log
}

/** One exchange with the app, for whoever watches: a call, an envelope, a use of a response_url. */
interface Traffic {
  at: number
  kind: 'call' | 'envelope' | 'response_url'
  name: string
  request: Obj
  /** What went back; undefined where nothing did. */
  answer: Obj | undefined
}
export type Log = (traffic: Traffic) => void

/** What the person has of what they did. */
export type Reaction =
  /** The app took it; what it shows for it is on the screen, now or later. */
  | { kind: 'done' }
  /** Slack asks first; the same verb with `confirm: true` goes on. */
  | { kind: 'confirm'; dialog: Obj }
  /** The modal stays, with these texts under its inputs. */
  | { kind: 'errors'; errors: { [blockId: string]: string } }
  /** Slack's own words: the app was too slow, away, or answered nonsense. */
  | { kind: 'told'; text: string }

export const DONE: Reaction = { kind: 'done' }

/** Remembers what Slack tells the person and returns it. */
export function tell({ world }: PeopleDeps, user: string, text: string): Reaction {
  world.notices.set(user, text)
  world.changes.changed()
  return { kind: 'told', text }
}

type Delivered = { acked: true; payload: Obj } | { acked: false; why: 'operation_timeout' | 'dispatch_failed' }

/** Hands an envelope to the app and waits for its acknowledgement, three seconds at most. */
export async function deliver({ world, toApp, log }: PeopleDeps, envelope: Envelope): Promise<Delivered> {
  const at = world.clock.now()
  const acknowledged = toApp(envelope)?.catch(() => 'dispatch_failed' as const)
  const outcome = acknowledged
    ? await within(world.clock, ACK_MS, acknowledged, 'operation_timeout' as const)
    : 'dispatch_failed'
  const answer = typeof outcome === 'string' ? undefined : outcome
  log({ at, kind: 'envelope', name: envelope.type, request: envelope.payload, answer })
  return typeof outcome === 'string' ? { acked: false, why: outcome } : { acked: true, payload: outcome }
}

/** What every interactive payload says about who, where and when. */
export function interaction({ world, triggers }: PeopleDeps, user: string, type: string): Obj {
  const { app, team, notices } = world
  notices.delete(user)
  return {
    type,
    team: { id: team.id, domain: team.domain },
    enterprise: team.enterpriseId ? { id: team.enterpriseId, name: team.name } : null,
    is_enterprise_install: false,
    api_app_id: app.id,
    token: 'sandbox',
    user: { id: user, username: nameOf(world, user), name: nameOf(world, user), team_id: teamOf(world, user) },
    trigger_id: triggers.issue(user),
  }
}

export const nameOf = (world: World, user: string) => world.users.get(user)?.name ?? user
export const teamOf = (world: World, user: string) => world.users.get(user)?.teamId ?? world.team.id

/** `directmessage` and `privategroup` are what Slack calls channels without a public name. */
export function channelName(world: World, id: string): string {
  const channel = world.channels.get(id)
  if (channel?.kind === 'im') return 'directmessage'
  return channel?.kind === 'private' ? 'privategroup' : String(channel && channelOutput(world, channel).name)
}
