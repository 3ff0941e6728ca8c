import { describe, expect, it } from 'vitest'
import type { Incident, Line } from '../../../src/alerts/model.ts'
import { alertView } from '../../../src/slack/views/alert.ts'
import { alertModal, alertsView } from '../../../src/slack/views/alert-list.ts'
import { threadView } from '../../../src/slack/views/alert-thread.ts'
import { aMember, anIncident, aRoot, aView } from './alert-views.ts'
import { AT } from './awkward.ts'
import { buttonsIn, labelOf, objectsIn, wordsOf } from './walk.ts'

const named = (id: string) => (id === 'prod' ? 'Production' : id)
const names = (count: number) => Array.from({ length: count }, (_, n) => `sink-${n}`)
const root = (...args: Parameters<typeof aView>) => alertView(aRoot([aView(...args)]), named)
const linesOf = (view: unknown) => objectsIn(view).flatMap(({ options }) => (Array.isArray(options) ? options : []))

describe('what a phone shows of an alert', () => {
  const cause = { exception: 'PSQLException', message: 'FATAL: password authentication failed' }
  const by = { id: 'U1', name: 'Ada' }

  it.each<[string, Partial<Incident>, string[], Parameters<typeof aView>[2]]>([
    ['firing ✖ orders on Production: 7 of 8 tasks failed. PSQLException: FATAL', { cause }, ['orders'], {}],
    ['firing ✖ 40 connectors on Production: 280 of 320 tasks failed', { cause }, names(40), {}],
    ['acknowledged ◐ orders', { acknowledged: { by, at: AT } }, ['orders'], { state: 'acknowledged' }],
    ['snoozed ☾ orders', { snoozes: [{ by, at: AT }] }, ['orders'], { state: 'snoozed' }],
    [
      'recovered ● orders on Production: 7 of 8 tasks had failed',
      closed('recovered'),
      ['orders'],
      { state: 'recovered' },
    ],
    ['paused ❚❚ orders', closed('paused'), ['orders'], { state: 'recovered' }],
    ['notice ▲ orders on Production: running without tasks', { kind: 'idle' }, ['orders'], { notice: true }],
    [
      'firing ✖ 2 connectors on Production: 14 tasks have had no worker for minutes',
      { kind: 'waiting' },
      names(2),
      { waiting: 14 },
    ],
    [
      'notice ▲ watching Production from now: 12 of 140 connectors had already failed',
      { kind: 'first-look', of: 140 },
      names(12),
      { notice: true },
    ],
    [
      'recovered ● Production could not be reached',
      { kind: 'unreachable', ...closed('recovered') },
      [''],
      { state: 'recovered' },
    ],
    ['firing ✖ Production cannot be reached', { kind: 'unreachable' }, [''], {}],
    ['firing ✖ worker w1:8083 of Production refuses connections', { kind: 'worker' }, ['w1:8083'], {}],
  ])('begins with its state: %s', (expected, incident, members, view) => {
    const { text } = root(incident, members, view)

    expect(text.startsWith(expected), text).toBe(true)
  })
})

describe('an alert about one connector', () => {
  it('has a Restart for each of five failed tasks and a select for the others', () => {
    const view = root({}, ['orders'])

    const restarts = buttonsIn(view).filter((button) => labelOf(button) === 'Restart')
    expect(restarts.map(({ accessibility_label }) => accessibility_label)).toEqual(
      [0, 1, 2, 3, 4].map((task) => `Restart task ${task} of orders`),
    )
    expect(linesOf(view).map(labelOf)).toEqual(expect.arrayContaining(['Task 5', 'Task 6']))
  })

  it('has three buttons and the rest in a menu', () => {
    const view = root({}, ['orders'])

    const labels = buttonsIn(view).map(labelOf)
    expect(labels.slice(-3)).toEqual(['Restart failed tasks', 'Stack trace', 'Acknowledge'])
    expect(linesOf(view).map(labelOf)).toEqual(expect.arrayContaining(['Snooze…', 'Pause', 'Open']))
  })
})

describe('an alert about many connectors', () => {
  it('names the ten worst, says how many more, and leads to all', () => {
    const view = root({}, names(333))

    expect(wordsOf(view)).toContain('and 323 more')
    expect(buttonsIn(view).map(labelOf)).toContain('All 333')
  })

  it('says that it flaps, and how often', () => {
    const worst = [{ subject: 'orders', member: aMember({ flaps: 7 }) }]

    const view = root({ flapping: { failures: 7, ms: 20 * 60_000 } }, ['orders', 'items'], { worst })

    expect(wordsOf(view)).toContain('Flapping: 7 failures in 20 min')
  })
})

it('an alert that began between two looks far apart says so', () => {
  const view = root({ since: { from: AT - 3_600_000, to: AT } }, ['orders'])

  expect(wordsOf(view)).toContain('Began between')
})

it('an alert that was over before somebody looked again says between which looks', () => {
  const closed = { from: AT, to: AT + 3_600_000, fate: 'recovered' } as const

  const view = root({ closed, restarts: 2 }, ['orders'], { state: 'recovered' })

  expect(wordsOf(view)).toMatch(/Over between[^·]* and[^·]* · 2 restarts/)
})

it('an alert of a crash loop says after how many restarts it failed again', () => {
  const view = root({ crashLoop: true, failedAgain: 3 }, ['orders'])

  expect(wordsOf(view)).toContain('Crash loop: failed again after each of 3 restarts')
})

it('a summary has a line and a menu for each incident', () => {
  const view = alertView(aRoot(names(3).map((name) => aView({ id: name }, [name]))), named)

  expect(view.text).toMatch(/^firing ✖ 3 incidents at once: 3 connectors/)
  expect(objectsIn(view).filter(({ type }) => type === 'overflow')).toHaveLength(3)
})

it.each<[string, Partial<Line>]>([
  ['orders: PSQLException: FATAL', { names: ['orders'], cause: { exception: 'PSQLException', message: 'FATAL' } }],
  ['w1 refused the connection.', { names: [''], cause: { exception: '', message: 'w1 refused the connection.' } }],
  ['began', { names: [''] }],
  ['+ 3 connectors: a, b and 1 more', { event: 'joined', names: ['a', 'b'], count: 3 }],
  [
    '+ 1 connector, same cause: a',
    { event: 'joined', names: ['a'], count: 1, cause: { exception: 'PSQLException', message: '' } },
  ],
])('a line of the thread says “%s”', (words, change) => {
  const line = { event: 'opened', at: AT, before: AT, ...change } as const
  const lines = [{ id: 1, incident: anIncident().id, line }]

  const { text } = threadView({ root: 'r1', summary: false, lines, mentions: [], copy: false, incidents: [] }, named)

  expect(text).toBe(words)
})

it('a reply that is shown in the channel says what it is about', () => {
  const about = aView({}, ['orders'])
  const line = { event: 'unanswered', at: AT, before: AT, broadcast: true, mention: 'S1' } as const
  const lines = [{ id: 1, incident: anIncident().id, line }]

  const view = threadView(
    { root: 'r1', summary: false, lines, mentions: ['S1'], copy: false, incidents: [about] },
    named,
    ['S1'],
  )

  expect(wordsOf(view)).toContain('orders on Production: 7 of 8 tasks failed: ')
  expect(objectsIn(view).filter(({ type }) => type === 'usergroup')).toEqual([
    { type: 'usergroup', usergroup_id: 'S1' },
  ])
})

function closed(fate: 'recovered' | 'paused'): Partial<Incident> {
  return { closed: { from: AT, to: AT, fate } }
}

it('lists what needs somebody before what somebody has, and that before notices', () => {
  const incidents = [
    aView({ kind: 'idle' }, ['noticed'], { notice: true }),
    aView({}, ['held'], { state: 'acknowledged' }),
    aView({}, ['burning']),
  ]

  const words = wordsOf(alertsView({ incidents, mutes: [], page: 0 }, named))

  expect(words).toMatch(/burning[\s\S]*held[\s\S]*noticed/)
})

describe('a long cause', () => {
  const message = `Connection to db1.example.com:5432 refused. ${'Check that the port is right. '.repeat(20)}`
  const cause = { exception: 'PSQLException', message }
  const member = aMember({ cause })
  const first = aView({ kind: 'first-look' }, ['orders'], { worst: [{ subject: 'orders', member }] })

  it.each<[string, object]>([
    ['several incidents', alertsView({ incidents: [aView({ cause })], mutes: [], page: 0 }, named)],
    ['a summary', alertView(aRoot([aView({ cause })], { summary: true }), named)],
    ['connectors that each have their own', alertView(aRoot([first]), named)],
    ['all connectors of an incident', alertModal(first, [{ subject: 'orders', member }], 0, named)],
  ])('is cut between two words in a list of %s', (_, view) => {
    expect(wordsOf(view)).toContain('PSQLException: Connection to db1.example.com:5432 refused. Check that the port…')
  })
})
