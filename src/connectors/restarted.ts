import { isFailed, isPaused, isRunning, type Look, named, since, steadySince, tally } from './looks.ts'
import type { Instance } from './plan.ts'
import { type Asked, after, type Ending, type Rule, type Settling } from './settled.ts'

/**
 * A failure that has not moved for so long is there again: Connect restarts within a second, and a crash may fall
 * between two looks. For the same reason what ran before the restart and still runs has been restarted by then.
 */
const UNMOVED = 10_000

/** Every instance that the restart was for has moved, and has run since, failed again, or rests with its connector. */
export const restarted: Settling = {
  seenIn: 'status',
  correctable: true,
  ended: (last, looks, asked) => {
    const { instances } = asked.plan
    if (instances.length === 0) {
      return { kind: 'nothing-to-do', at: last.at, says: 'nothing had failed, nothing was restarted' }
    }
    const fates = instances.map((mark) => fateOf(mark, last, looks, asked)).filter((fate) => fate !== undefined)
    if (fates.length < instances.length) return
    const at = Math.max(...fates.map((fate) => fate.at))
    const failed = fates.flatMap((fate) => fate.failed ?? [])
    if (failed.length === 0) return { kind: 'done', at, says: arrived(last, after(at, asked)) }
    const ending = failure(
      failed,
      at,
      asked,
      fates.some((fate) => fate.failed && fate.moved),
    )
    return failed.length === instances.length ? ending : { ...ending, says: `${ending.says}; ${tally(last)}` }
  },
}

/** What is restarted of a paused connector waits with the rest of it. */
const arrived = (look: Look, after: string) =>
  isPaused(look.instances[0]) ? `paused ${after}, runs once it is resumed` : `${tally(look)} ${after}`

/** After a success: a failure that was not there in the first look. */
export const relapsed: Rule = (last, [first], asked) => {
  const before = first?.instances.filter(isFailed).map(({ task }) => task)
  const failed = last.instances.filter((one) => isFailed(one) && !before?.includes(one.task))
  return failed.length === 0 ? undefined : failure(failed, last.at, asked, true)
}

/** What became of one instance that was to be restarted: it runs or rests, has failed, or (undefined) is still open. */
function fateOf(mark: Instance, last: Look, looks: readonly Look[], asked: Asked) {
  const inLook = (look: Look) => look.instances.find(({ task }) => task === mark.task)
  const differs = (now?: Instance) => now?.state !== mark.state || now.trace !== mark.trace
  const movedIn = looks.findIndex((look) => look.there && differs(inLook(look)))
  const moved = movedIn >= 0
  if (!moved && last.at - asked.startedAt < UNMOVED) return

  const now = inLook(last)
  const sinceMoved = looks.slice(Math.max(0, movedIn))
  if (isFailed(now)) {
    const at = moved ? since(sinceMoved, (look) => isFailed(inLook(look))) : last.at
    return { at: at ?? last.at, failed: [now], moved }
  }
  const rests = (look: Look) => isPaused(look.instances[0]) && isPaused(inLook(look))
  const restsFrom = since(sinceMoved, rests)
  if (restsFrom !== undefined) return { at: restsFrom }
  // A task may be gone for good: a connector that starts anew may want fewer.
  const at = steadySince(sinceMoved, (look) => look.there && (inLook(look) === undefined || isRunning(inLook(look))))
  return at === undefined ? undefined : { at }
}

/** "failed again with the same cause after 9 s"; names what failed where that is not all that was restarted. */
function failure(failed: readonly Instance[], at: number, asked: Asked, moved: boolean): Ending {
  const marks = asked.plan.instances
  const before = failed.map(({ task }) => marks.find((mark) => mark.task === task && isFailed(mark)))
  const again = before.some((mark) => mark !== undefined)
  const same = before.every((mark, index) => mark !== undefined && mark.trace === failed[index]?.trace)
  const who = again && failed.length === marks.length ? '' : `${named(failed)} `
  const how = moved ? `failed${again ? ' again' : ''}` : 'still failed'
  const says = `${who}${how}${same ? ' with the same cause' : ''} ${after(at, asked)}`
  return { kind: again ? 'failed-again' : 'failed', at, says, failed }
}
