import { describe, expect, it } from 'vitest'
import type { Look } from '../../src/connectors/looks.ts'
import type { Instance } from '../../src/connectors/plan.ts'
import { relapsed, restarted } from '../../src/connectors/restarted.ts'
import { deleted, type Ending, paused, type Rule, running, stopped } from '../../src/connectors/settled.ts'

/** A look after so many seconds: states of the connector and its tasks; `FAILED:x` fails with the trace x. */
const look = (seconds: number, ...states: string[]): Look => ({
  at: seconds * 1000,
  there: states.length > 0,
  instances: states.map((text, index) => {
    const [state = '', trace] = text.split(':')
    return { state, ...(index > 0 && { task: index - 1 }), ...(trace !== undefined && { trace }) }
  }),
})

/** What the rule says after each look; the request was made at 0. */
function judged(rule: Rule, looks: readonly Look[], instances: Instance[] = []): (Ending | undefined)[] {
  return looks.map((last, index) => rule(last, looks.slice(0, index + 1), { startedAt: 0, plan: { instances } }))
}

function ended(rule: Rule, looks: readonly Look[], instances: Instance[] = []) {
  const endings = judged(rule, looks, instances)
  const { kind, says } = endings.at(-1) ?? {}
  return { kind, says, early: endings.slice(0, -1).some((ending) => ending !== undefined) }
}

const open = { kind: undefined, says: undefined, early: false }

describe('pause', () => {
  it.each<[string, Look[], object]>([
    ['waits for the tasks', [look(0, 'PAUSED', 'RUNNING', 'PAUSED')], open],
    [
      'has happened',
      [look(0, 'RUNNING', 'RUNNING'), look(2, 'PAUSED', 'PAUSED')],
      { kind: 'done', says: 'paused after 2 s, 1 task' },
    ],
    [
      'leaves failed tasks as they are',
      [look(1, 'PAUSED', 'PAUSED', 'FAILED:x')],
      { kind: 'done', says: 'paused after 1 s, 2 tasks; task 1 still failed' },
    ],
  ])('%s', (_, looks, expected) => {
    expect(ended(paused.ended, looks)).toMatchObject(expected)
  })
})

describe('stop', () => {
  it('waits until there are no tasks', () => {
    const looks = [
      look(0, 'RUNNING'),
      look(1, 'RUNNING', 'UNASSIGNED'),
      look(2, 'STOPPED', 'UNASSIGNED'),
      look(3, 'STOPPED'),
    ]

    expect(ended(stopped.ended, looks)).toEqual({ kind: 'done', says: 'stopped after 3 s, no tasks', early: false })
  })
})

describe('delete', () => {
  it('waits until the name is gone', () => {
    const there = { ...look(0, 'RUNNING'), instances: [] }

    expect(ended(deleted.ended, [there, look(2)])).toEqual({ kind: 'done', says: 'deleted after 2 s', early: false })
  })
})

describe('resume, create, edit', () => {
  it.each<[string, Look[], object]>([
    ['four seconds of running are too few', [look(1, 'RUNNING', 'RUNNING'), look(5, 'RUNNING', 'RUNNING')], open],
    [
      'five seconds of running are enough, and told from when on',
      [look(0, 'PAUSED', 'PAUSED'), look(4, 'RUNNING', 'RUNNING', 'RUNNING'), look(9, 'RUNNING', 'RUNNING', 'RUNNING')],
      { kind: 'done', says: '2 of 2 tasks running after 4 s', early: false },
    ],
    [
      'an interruption starts the five seconds anew',
      [
        look(0, 'RUNNING', 'RUNNING'),
        look(3, 'UNASSIGNED', 'UNASSIGNED'),
        look(4, 'RUNNING', 'RUNNING'),
        look(6, 'RUNNING', 'RUNNING'),
      ],
      open,
    ],
    [
      'one running task of two is enough, and said',
      [look(1, 'RUNNING', 'RUNNING', 'FAILED:x'), look(6, 'RUNNING', 'RUNNING', 'FAILED:x')],
      { kind: 'done', says: '1 of 2 tasks running after 1 s' },
    ],
    [
      'all tasks failing',
      [look(2, 'RUNNING', 'FAILED:x'), look(7, 'RUNNING', 'FAILED:x')],
      { kind: 'failed', says: 'task 0 failed after 2 s' },
    ],
    [
      'the connector failing',
      [look(2, 'FAILED:x'), look(7, 'FAILED:x')],
      { kind: 'failed', says: 'connector failed after 2 s' },
    ],
    ['no status yet', [look(0), look(30)], open],
    [
      'no task after 30 s',
      [look(29, 'RUNNING'), look(30, 'RUNNING')],
      { kind: 'unsettled', says: 'the connector runs, but has no task after 30 s', early: false },
    ],
  ])('%s', (_, looks, expected) => {
    expect(ended(running.ended, looks)).toMatchObject(expected)
  })
})

describe('restart', () => {
  const task0 = { task: 0, state: 'FAILED', trace: 'x' }
  const task1 = { task: 1, state: 'FAILED', trace: 'x' }

  it.each<[string, Instance[], Look[], object]>([
    ['of nothing', [], [look(0, 'RUNNING', 'RUNNING')], { kind: 'nothing-to-do' }],
    ['the old failure may still stand there for a moment', [task0], [look(0, 'RUNNING', 'FAILED:x')], open],
    [
      'runs, and has run for five seconds',
      [task0],
      [
        look(0, 'RUNNING', 'FAILED:x'),
        look(1, 'RUNNING', 'RESTARTING:x'),
        look(2, 'RUNNING', 'RUNNING'),
        look(7, 'RUNNING', 'RUNNING'),
      ],
      { kind: 'done', says: '1 of 1 task running after 2 s', early: false },
    ],
    [
      'fails again with the same cause',
      [task0],
      [look(1, 'RUNNING', 'RUNNING'), look(4, 'RUNNING', 'FAILED:x')],
      { kind: 'failed-again', says: 'failed again with the same cause after 4 s', early: false },
    ],
    [
      'fails again with another cause',
      [task0],
      [look(1, 'RUNNING', 'FAILED:x'), look(4, 'RUNNING', 'FAILED:y')],
      { kind: 'failed-again', says: 'failed again after 4 s', early: false },
    ],
    [
      'never seen to leave its failure for ten seconds',
      [task0],
      [look(1, 'RUNNING', 'FAILED:x'), look(9, 'RUNNING', 'FAILED:x'), look(10, 'RUNNING', 'FAILED:x')],
      { kind: 'failed-again', says: 'still failed with the same cause after 10 s', early: false },
    ],
    [
      'one of two fails again: told once the other is known',
      [task0, task1],
      [
        look(1, 'RUNNING', 'RUNNING', 'RUNNING'),
        look(2, 'RUNNING', 'RUNNING', 'FAILED:x'),
        look(6, 'RUNNING', 'RUNNING', 'FAILED:x'),
      ],
      {
        kind: 'failed-again',
        says: 'task 1 failed again with the same cause after 2 s; 1 of 2 tasks running',
        early: false,
      },
    ],
    [
      'of what ran, too quick to be seen',
      [{ task: 0, state: 'RUNNING' }],
      [look(1, 'RUNNING', 'RUNNING'), look(9, 'RUNNING', 'RUNNING'), look(10, 'RUNNING', 'RUNNING')],
      { kind: 'done', says: '1 of 1 task running after 1 s', early: false },
    ],
    [
      'of what ran and fails now',
      [{ task: 0, state: 'RUNNING' }],
      [look(1, 'RUNNING', 'RESTARTING'), look(2, 'RUNNING', 'FAILED:x')],
      { kind: 'failed', says: 'task 0 failed after 2 s', early: false },
    ],
    [
      'a task that is wanted no longer does not hold it up',
      [{ state: 'RUNNING' }, task1],
      [look(1, 'RESTARTING', 'RUNNING', 'FAILED:x'), look(2, 'RUNNING', 'RUNNING'), look(7, 'RUNNING', 'RUNNING')],
      { kind: 'done', says: '1 of 1 task running after 2 s', early: false },
    ],
    [
      'of what failed in a paused connector, which pauses it',
      [task0, task1],
      [look(1, 'PAUSED', 'PAUSED', 'FAILED:x'), look(2, 'PAUSED', 'PAUSED', 'PAUSED')],
      { kind: 'done', says: 'paused after 2 s, runs once it is resumed', early: false },
    ],
    [
      'of the connector itself, paused as it failed',
      [{ state: 'FAILED', trace: 'x' }],
      [look(1, 'UNASSIGNED', 'PAUSED'), look(2, 'PAUSED', 'PAUSED')],
      { kind: 'done', says: 'paused after 2 s, runs once it is resumed', early: false },
    ],
    ['the connector gone meanwhile', [task0], [look(1), look(7)], open],
  ])('%s', (_, marks, looks, expected) => {
    expect(ended(restarted.ended, looks, marks)).toMatchObject(expected)
  })

  it('a correction is a failure that was not there at the success', () => {
    const success = look(7, 'RUNNING', 'RUNNING', 'FAILED:z')

    const endings = judged(
      relapsed,
      [success, look(12, 'RUNNING', 'RUNNING', 'FAILED:z'), look(20, 'RUNNING', 'FAILED:x', 'FAILED:z')],
      [task0],
    )

    expect(endings.map((ending) => ending?.says)).toEqual([
      undefined,
      undefined,
      'failed again with the same cause after 20 s',
    ])
  })
})
