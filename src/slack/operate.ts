import type { Clock } from '../connect/clock.ts'
import { ACTIONS, type Action, type ActionId, type ActionOptions } from '../connectors/actions.ts'
import type { Asked, Card, Operation, Origin, Outcome, Ref } from '../connectors/model.ts'
import { Busy } from '../connectors/service/errors.ts'
import type { Service } from '../connectors/service/service.ts'
import type { Started } from '../connectors/service/write.ts'
import type { Ask } from './ask.ts'
import type { Message } from './views/blocks.ts'
import { outcomeView } from './views/outcome.ts'
import { busyView, underwayView } from './views/underway.ts'

interface Deps {
  service: Service
  clock: Clock
  clusterName: (id: string | undefined) => string
  /** To a person, apart from any request of theirs. */
  late: (userId: string, origin: Origin, message: Message) => Promise<void>
  /** Tells the channel what was changed; never rejects. */
  announce: (operation: Operation, outcome: Outcome, card?: Card) => Promise<void>
}

/** Asks Connect; resolves once it has taken the request. */
type Begin = (onProgress: (text: string) => void) => Promise<Started>

export type Operate = ReturnType<typeof createOperate>

/** Runs a row of the action table for a person and follows it to its end; one way for commands, buttons and modals. */
export function createOperate({ service, clock, clusterName, late, announce }: Deps) {
  /** How it ended, with the connector as it is now, as far as this person may see it and it can be read. */
  async function ended({ actor }: Ask, operation: Operation, outcome: Outcome): Promise<Message> {
    const gone = operation.action === 'delete' && outcome.kind === 'done'
    const card = gone ? undefined : await service.show(actor, operation).catch(() => undefined)
    return outcomeView({ operation, outcome, clusterName: clusterName(operation.cluster) }, clock.now(), card)
  }

  /** A connector that is new is shown to the channel as well. */
  const newcomer = async ({ actor }: Ask, operation: Operation) =>
    operation.action === 'create' ? service.show(actor, operation).catch(() => undefined) : undefined

  /** Shows what was asked for while Connect has not answered, what is known meanwhile, and how it ended. */
  async function follow(ask: Ask, asked: Asked, begin: Begin) {
    let seen = ''
    const underway = () => underwayView(asked, clusterName(asked.cluster), seen)
    const started = begin((news) => {
      seen = news
      void ask.reply.progress(underway())
    })
    const outcome = started.then(async ({ operation, settled }) => ended(ask, operation, await settled))
    await ask.reply.follow(underway, outcome)
    const { operation, settled, correction } = await started
    await announce(operation, await settled, await newcomer(ask, operation))
    // A success that a new failure took back within two minutes; not waited for.
    void correction.then(async (end) => {
      if (end === undefined) return
      await ask.reply.show(await ended(ask, operation, end))
      await announce(operation, end)
    })
  }

  const by = ({ actor: { id, name } }: Ask) => ({ actor: { id, name } })

  /**
   * Also for what is no row of the action table: offsets, a form that is saved. Whoever comes second is told how the first
   * one's ended. @throws what `begin` throws, but Busy
   */
  async function write(ask: Ask, asked: Asked, begin: Begin): Promise<void> {
    ask.about = asked.cluster
    try {
      await follow(ask, asked, begin)
    } catch (error) {
      if (!(error instanceof Busy)) throw error
      const { holder, settled } = error
      const outcome = settled.then((end) => ended(ask, holder, end))
      await ask.reply.follow(() => busyView(holder, clusterName(holder.cluster), clock.now()), outcome)
    }
  }

  return {
    write,
    act(ask: Ask, action: ActionId, ref: Ref, options: ActionOptions): Promise<void> {
      const { task } = options
      const asked = { ...ref, ...by(ask), action, ...(task !== undefined && { task }) }
      return write(ask, asked, (onProgress) => service.act(ask.actor, action, ref, options, ask.origin, onProgress))
    },
    async recreate(ask: Ask, kept: string): Promise<void> {
      const ref = await service.keptRef(ask.actor, kept)
      await write(ask, { ...ref, ...by(ask), action: 'recreate' }, (onProgress) =>
        service.recreate(ask.actor, kept, ask.origin, onProgress),
      )
    },
    /** For what an earlier process had left: whoever asked, and the channel, are told how it ended. */
    async tell(operation: Operation, outcome: Outcome): Promise<void> {
      // Told with the whole that it is part of.
      if (operation.origin.bulk !== undefined) return
      const message = outcomeView({ operation, outcome, clusterName: clusterName(operation.cluster) }, clock.now())
      await Promise.all([late(operation.actor.id, operation.origin, message), announce(operation, outcome)])
    },
  }
}

/** `restart orders 3` is the restart of that task: the row of the same name for a task. */
export function actionFor(id: ActionId, task: number | undefined): ActionId {
  const forTask = `${id}-task`
  return task !== undefined && isAction(forTask) ? forTask : id
}

/** The title of the window in which an action asks before it runs. */
export const windowOf = ({ asks }: Action) => (asks?.by === 'modal' ? asks.title : undefined)

export const isAction = (id: string): id is ActionId => Object.hasOwn(ACTIONS, id)
