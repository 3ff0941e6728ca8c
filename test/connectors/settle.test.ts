import { describe, expect, it } from 'vitest'
import type { Look } from '../../src/connectors/looks.ts'
import { deleted, paused, running, stopped } from '../../src/connectors/settled.ts'
import { ended, look, open } from './looks.ts'

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
