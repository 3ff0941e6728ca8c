import { describe, expect, it } from 'vitest'
import type { Look } from '../../src/connectors/looks.ts'
import type { Instance } from '../../src/connectors/plan.ts'
import { relapsed, restarted } from '../../src/connectors/restarted.ts'
import { ended, judged, look, open } from './looks.ts'

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
