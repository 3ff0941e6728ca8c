import { describe, expect, it } from 'vitest'
import { createObserver } from '../../src/alerts/observe.ts'
import { parseStatuses } from '../../src/connect/statuses.ts'
import expanded from '../fixtures/responses/expand.json' with { type: 'json' }
import { failed, names, running, status } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'

const byName = (all: ReturnType<typeof status>[]) => new Map(all.map((one) => [one.name, one]))

describe('an observation', () => {
  it('keeps of a connector its states, and of its failures the causes', () => {
    const torn = status('orders', ['RUNNING', { trace: DATABASE_DOWN }, 'UNASSIGNED'], 'RESTARTING')

    const { connectors, causes } = createObserver().observe({ at: 1, statuses: byName([torn]) })

    const [cause = ''] = causes.keys()
    expect(connectors?.get('orders')).toEqual({
      type: 'sink',
      state: 'RESTARTING',
      tasks: 3,
      waiting: 2,
      failed: [{ task: 1, cause }],
    })
    expect(causes.get(cause)?.exception).toBe('PSQLException')
  })

  it('is made of what a real worker answers', () => {
    const { connectors } = createObserver().observe({ at: 1, statuses: parseStatuses(expanded) })

    expect(connectors?.size).toBe(Object.keys(expanded).length)
  })

  it('names of the workers that refuse only those that tasks still name', () => {
    const observed = createObserver().observe({
      at: 1,
      statuses: byName([running('orders')]),
      refusing: ['worker-1:8083', 'worker-2:8083'],
    })

    expect(observed.lostWorkers).toEqual(['worker-1:8083'])
  })

  it('knows a worker that refuses, however its host is written', () => {
    const said = running('orders')
    said.connector.worker_id = 'Worker-1.Example:8083'

    const observed = createObserver().observe({ at: 1, statuses: byName([said]), refusing: ['worker-1.example:8083'] })

    expect(observed.lostWorkers).toEqual(['worker-1.example:8083'])
  })

  it('of 10,000 connectors with 50,000 tasks, a thousand of which fail, takes a fraction of a second', () => {
    const five = (name: string, at: number) =>
      at % 10 === 0
        ? status(name, ['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING', { trace: `${DATABASE_DOWN}${at}` }])
        : status(name, ['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING', 'RUNNING'])
    const text = JSON.stringify(names(10_000).map(five))
    const observer = createObserver()
    const look = () => {
      const statuses = byName(JSON.parse(text))
      const started = performance.now()
      observer.observe({ at: 1, statuses })
      return performance.now() - started
    }

    const [first = 0, ...later] = Array.from({ length: 5 }, look)

    expect(first).toBeLessThan(1_000)
    expect(Math.min(...later)).toBeLessThan(100)
  })

  it('reads a trace that nobody shows any more anew, instead of keeping it', () => {
    const observer = createObserver()
    const once = observer.observe({ at: 1, statuses: byName([failed('orders', DATABASE_DOWN)]) })
    observer.observe({ at: 2, statuses: byName([running('orders')]) })

    const again = observer.observe({ at: 3, statuses: byName([failed('orders', DATABASE_DOWN)]) })

    expect([...again.causes]).toEqual([...once.causes])
  })
})
