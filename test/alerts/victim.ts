import type { Poster } from '../../src/alerts/poster.ts'
import type { AlertRecords, AlertTables } from '../../src/alerts/records.ts'
import type { World } from './world.ts'

/**
 * A process that is killed at its nth step. Steps lie before and after the end of each transaction that changes what is
 * to be told, and before and after each call to Slack. Whatever the process does from then on is in vain.
 */
export function createVictim({ store, slack }: World, step = Infinity) {
  let steps = 0
  const isDead = () => steps >= step
  const never = () => new Promise<never>(() => {})
  const mark = () => {
    steps++
    if (isDead()) throw new Error('killed')
  }

  const hold: AlertRecords['hold'] = async (epoch, ms, run) => {
    if (isDead()) return never()
    let isStep = false
    const note =
      <Args extends unknown[], T>(write: (...args: Args) => T) =>
      (...args: Args) => {
        isStep = true
        return write(...args)
      }
    const held = await store.alerts.hold(epoch, ms, async (tables: AlertTables) => {
      const { saveRoot, claimLines, dropLines } = tables
      const value = await run({
        ...{ ...tables, saveRoot: note(saveRoot), claimLines: note(claimLines), dropLines: note(dropLines) },
      })
      if (isStep) mark()
      return value
    })
    if (isStep) mark()
    return held
  }

  const around =
    <Message, T>(call: (message: Message) => Promise<T>) =>
    async (message: Message): Promise<T> => {
      if (isDead()) return never()
      mark()
      const answer = await call(message)
      mark()
      return answer
    }
  const { post, reply, update } = slack.poster
  const poster: Poster = { ...slack.poster, post: around(post), reply: around(reply), update: around(update) }

  const records: AlertRecords = {
    ...{ ...store.alerts, hold },
    takeLease: (ms) => (isDead() ? never() : store.alerts.takeLease(ms)),
    releaseLease: (epoch) => (isDead() ? never() : store.alerts.releaseLease(epoch)),
    change: (run) => (isDead() ? never() : store.alerts.change(run)),
  }
  /** Kills it now. */
  const kill = () => {
    steps = Infinity
  }
  return { records, poster, isDead, kill }
}
