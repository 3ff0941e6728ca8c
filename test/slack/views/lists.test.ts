import { expect, it } from 'vitest'
import { validateMessage } from '../../../sandbox/slack/limits/payloads.ts'
import { ConnectError } from '../../../src/connect/errors.ts'
import type { Health } from '../../../src/connectors/health.ts'
import { decodeTarget, keyOf } from '../../../src/slack/ids.ts'
import { connectorOptions } from '../../../src/slack/views/find.ts'
import { fleetView } from '../../../src/slack/views/fleet.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { AT, aRow } from './awkward.ts'
import { buttonsIn, labelOf, wordsOf } from './walk.ts'

const rowOf = (connector: string, health: Health) =>
  aRow({ connector, verdict: { health, reason: `${health} as told`, tasks: 1, failedTasks: [] } })
const healthy = Array.from({ length: 100 }, (_, i) => rowOf(`ok-${String(i).padStart(3, '0')}`, 'healthy'))
const prod = (rows: ReturnType<typeof rowOf>[]) => [{ cluster: { id: 'prod', name: 'Production' }, rows }]
const list = (rows: ReturnType<typeof rowOf>[], page = 0) =>
  listView({ clusters: prod(rows), acts: [], filter: '', page, again: { o: 'sink' }, at: AT })
const opened = (view: unknown) =>
  buttonsIn(view)
    .filter((button) => labelOf(button) === 'Open')
    .map(({ accessibility_label }) => String(accessibility_label).replace('Open prod/', ''))

it('tells the fleet in one look: the worst first, who does not answer, and what needs somebody', () => {
  const rows = [...healthy, rowOf('p', 'paused'), rowOf('f', 'failed'), rowOf('d', 'degraded')]
  const lab = { cluster: { id: 'lab', name: 'Lab' }, rows: [], error: new ConnectError('unreachable', 'refused') }

  const view = fleetView({ clusters: [...prod(rows), lab], mayCreate: true, at: AT })

  expect(view.text).toBe(
    'Kafka Connect: 2 of 103 connectors need somebody, worst: failed ✖ f on prod; no numbers from 1 Connect cluster',
  )
  expect(wordsOf(view)).toContain(': 1 failed ✖, 1 degraded ▲, 1 paused ❚❚, 100 healthy ● of 103 connectors')
  expect(wordsOf(view)).toContain(': not reachable (refused), numbers unknown')
  expect(opened(view)).toEqual(['f', 'd'])
})

it('says in one line that all is well', () => {
  const view = fleetView({ clusters: prod(healthy), mayCreate: true, at: AT })

  expect(view.text).toBe('Kafka Connect: 100 connectors, nothing that needs somebody')
  expect(wordsOf(view)).toContain(': all 100 connectors healthy ●')
  expect(opened(view)).toEqual([])
})

it('says how many of what needs somebody are not on the screen', () => {
  const failed = Array.from({ length: 25 }, (_, i) => rowOf(`f${i}`, 'failed'))

  const view = fleetView({ clusters: prod(failed), mayCreate: true, at: AT })

  expect(opened(view)).toHaveLength(10)
  expect(wordsOf(view)).toContain('All 25 that need somebody')
})

it('offers to create a connector only to those who may', () => {
  const offered = (mayCreate: boolean) => buttonsIn(fleetView({ clusters: [], mayCreate, at: AT })).map(labelOf)

  expect(offered(true)).toContain('Create connector')
  expect(offered(false)).not.toContain('Create connector')
})

it('tells a cause in short where it is one of many', () => {
  const message = 'HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10)'
  const failed = { ...rowOf('f', 'failed'), cause: { exception: 'SQLTransientConnectionException', message } }

  const words = wordsOf(list([failed]))

  expect(words).toContain('SQLTransientConnectionException: HikariPool-1 - Connection is not available…')
  expect(words).not.toContain('timed out')
})

it('gives a reason only where it says more than the state', () => {
  const verdict = { health: 'paused', reason: 'paused', tasks: 1, failedTasks: [] } as const

  expect(wordsOf(list([aRow({ connector: 'resting', verdict })]))).toMatch(/paused ❚❚ prod\/resting$/m)
})

it('lists the worst first, then by name', () => {
  const view = list([rowOf('b', 'healthy'), rowOf('c', 'failed'), rowOf('a', 'healthy'), rowOf('d', 'unknown')])

  expect(opened(view)).toEqual(['c', 'd', 'a', 'b'])
})

it('leads through all connectors, each on one page', () => {
  const pages = [0, 1, 2, 3, 4, 5, 6].map((page) => list(healthy, page))

  const seen = new Set(pages.flatMap(opened))

  expect(seen.size).toBe(100)
})

it('keeps the filter from page to page', () => {
  const next = buttonsIn(list(healthy)).find((button) => labelOf(button) === 'Next')

  expect(decodeTarget(String(next?.value))).toEqual({ o: 'sink', p: 1 })
})

it('shows the last page when the wanted one is gone', () => {
  const view = list(healthy, 999)

  expect(opened(view)).toContain('ok-099')
  expect(buttonsIn(view).map(labelOf)).not.toContain('Next')
})

it('says what to do to act on all where no option has room for the filter', () => {
  const filter = `--class ${'io.example.'.repeat(12)}Sink`
  const view = listView({ clusters: prod(healthy), acts: ['pause'], filter, page: 0, again: { o: filter }, at: AT })

  expect(validateMessage({ ...view })).toBeUndefined()
  expect(wordsOf(view)).toContain('To act on all 100 of these use a shorter filter.')
})

it('says what to do where nothing was found', () => {
  expect(wordsOf(list([]))).toContain('None that you may see')
})

it('offers at most 100 connectors to choose from, by their keys', () => {
  const options = connectorOptions([...healthy, ...healthy])

  expect(options).toHaveLength(100)
  expect(decodeTarget(options[0]?.value)).toEqual({ k: keyOf(rowOf('ok-000', 'healthy')) })
})

it('does not say that nothing was found where nobody answered', () => {
  const lab = { cluster: { id: 'lab', name: 'Lab' }, rows: [], error: new ConnectError('timed-out', '') }

  const words = wordsOf(listView({ clusters: [lab], acts: [], filter: '', page: 0, again: {}, at: AT }))

  expect(words).toContain('No answer from Lab: no answer in time')
  expect(words).not.toContain('None that you may see')
})
