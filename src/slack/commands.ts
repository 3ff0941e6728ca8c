import type { App } from '@slack/bolt'
import type { Action, Mode } from '../connectors/actions.ts'
import type { Ref } from '../connectors/model.ts'
import { NotFound } from '../connectors/service/errors.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import type { Mutes } from './alerts/mutes.ts'
import type { Ask, Shown } from './ask.ts'
import type { Bulk } from './bulk.ts'
import { bulkRequest } from './bulk-request.ts'
import { askToDelete } from './delete.ts'
import { FILTER_FLAGS, unknown } from './filter.ts'
import type { Forms } from './form/openings.ts'
import { actionId, lookId, openId } from './ids.ts'
import { titleOf } from './looks.ts'
import { OPENINGS } from './openings.ts'
import { actionFor, type Operate, windowOf } from './operate.ts'
import type { Replies } from './reply.ts'
import { flagText, parseRequest, type Request, verbIn } from './request.ts'
import type { Show } from './show.ts'
import type { Surfaces } from './surfaces.ts'
import type { Verb } from './verbs.ts'
import type { Choice } from './views/blocks.ts'
import { whichView } from './views/which.ts'
import { waiting } from './waiting.ts'

interface Deps {
  app: App
  command: string
  service: Service
  surfaces: Surfaces
  replies: Replies
  show: Show
  operate: Operate
  bulk: Bulk
  forms: Forms
  mutes: Mutes
}

/** The slash command: words become a look, or a row of the action table. */
export function registerCommands({
  app,
  command,
  service,
  surfaces,
  replies,
  show,
  operate,
  bulk,
  forms,
  mutes,
}: Deps) {
  app.command(command, async ({ ack, body, client }) => {
    await ack()
    const { user_id: userId, channel_id: channel, response_url: responseUrl } = body
    const origin = { surface: 'command', channel } as const
    const reply = replies.viaResponseUrl({ userId, origin, responseUrl, replaces: false })
    const title = modalTitle(verbIn(body.text))
    const run = (ask: Ask) => answer(ask, body.text)
    if (title === undefined) await surfaces.inMessage({ userId, origin }, reply, run)
    else await surfaces.inNewModal({ client, triggerId: body.trigger_id }, title, { userId, origin }, reply, run)
  })

  async function answer(ask: Ask, text: string): Promise<Shown | undefined> {
    const request = parseRequest(text, await service.clusterIds(ask.actor))
    const { verb, connector } = request
    if (verb === undefined) return show.fleet({ actor: ask.actor, page: 0, words: '' })
    const many = 'action' in verb.runs ? bulkRequest(verb.runs.action, request) : undefined
    if (many !== undefined) return bulk.preview(ask, many)
    check(verb, request)
    if (!['connector', 'changes'].includes(verb.takes) || connector === undefined)
      return perform(ask, verb, request, undefined)
    if (connector.cluster !== undefined) ask.about = connector.cluster
    // What asks first is not done to whichever of two of the same name has answered.
    const only = 'action' in verb.runs && verb.runs.action.asks !== undefined
    const found = await service.resolve(ask.actor, { ...connector, only })
    if (found.kind === 'many') return whichView(connector.connector, found.refs, choiceOf(verb, request))
    if (found.kind === 'one') return perform(ask, verb, request, found.ref)
    throw new NotFound({ cluster: '', ...connector }, found.closest)
  }

  async function perform(ask: Ask, verb: Verb, request: Request, ref: Ref | undefined): Promise<Shown | undefined> {
    if (ref !== undefined) ask.about = ref.cluster
    if ('look' in verb.runs) {
      return show[verb.runs.look]({
        actor: ask.actor,
        ref,
        task: request.task,
        page: 0,
        words: request.text,
        wait: waiting(ask),
      })
    }
    if ('open' in verb.runs) {
      const { text, rest: words, cluster: place, flags } = request
      return forms[verb.runs.open](ask, { ref, text, words, place, to: flagText(flags, 'to') })
    }
    if ('mutes' in verb.runs) return mutes.run[verb.runs.mutes](ask, request.text)
    const { action } = verb.runs
    if (ref === undefined) throw new UserError(`Which connector? As in “${verb.verb} orders-sink”. Nothing was done.`)
    if (windowOf(action) !== undefined) return askToDelete(service, ask, ref)
    const { task, flags } = request
    await operate.act(ask, actionFor(action.id, task), ref, { task, mode: modeIn(action, flags)?.id })
    return undefined
  }
}

/** Beside the Connect cluster. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  audit: ['by', 'action'],
  clone: ['to'],
  list: FILTER_FLAGS,
}

/** @throws UserError for a flag, or a task's number, that would silently be left out */
function check({ verb, runs }: Verb, { task, flags }: Request) {
  // The reason of a mute may hold anything.
  if ('mutes' in runs) return
  const modes = 'action' in runs ? (runs.action.modes ?? []).map(({ id }) => id) : []
  const known = new Set(['cluster', ...(FLAGS[verb] ?? []), ...modes])
  const wrong = [...flags.keys()].find((flag) => !known.has(flag))
  if (wrong !== undefined)
    throw unknown(
      'flag',
      `--${wrong}`,
      [...known].map((flag) => `--${flag}`),
    )
  const takesTask = 'look' in runs || ('action' in runs && actionFor(runs.action.id, task) !== runs.action.id)
  if (task !== undefined && !takesTask) throw new UserError(wholeOnly(verb, task))
}

const wholeOnly = (verb: string, task: number) =>
  `“${verb}” is for a whole connector, not for task ${task}. Put the name in quotes if the number belongs to it. Nothing was done.`

const modeIn = ({ modes }: Action, flags: Request['flags']): Mode | undefined => modes?.find(({ id }) => flags.has(id))

/** A look or an action that answers in a window must open it before anything else is known. */
function modalTitle(verb: Verb | undefined): string | undefined {
  if (verb === undefined) return undefined
  if ('open' in verb.runs) return OPENINGS[verb.runs.open].title
  if ('action' in verb.runs) return windowOf(verb.runs.action)
  return 'look' in verb.runs ? titleOf(verb.runs.look) : undefined
}

const nameCluster = ({ verb }: Verb) =>
  `Several Connect clusters have a connector of that name: write it with the Connect cluster, as in “${verb} prod/orders-sink …”.`

/** What each button does that asks which of several Connect clusters is meant. */
function choiceOf(verb: Verb, { task, flags }: Request): Choice {
  const target = task === undefined ? {} : { t: task }
  if ('look' in verb.runs) return { id: lookId(verb.runs.look), label: 'Open', target }
  // What was typed may hold a secret: it does not go back to Slack.
  if (verb.takes === 'changes' || 'mutes' in verb.runs) throw new UserError(nameCluster(verb))
  if ('open' in verb.runs) return { id: openId(verb.runs.open), label: 'Open', target: { o: flagText(flags, 'to') } }
  const { id, label } = verb.runs.action
  const mode = modeIn(verb.runs.action, flags)
  return { id: actionId(actionFor(id, task), ...(mode ? [mode.id] : [])), label: mode?.label ?? label, target }
}
