import { expect, it } from 'vitest'
import { nearest } from '../../src/connectors/nearest.ts'

const VERBS = ['list', 'show', 'pause', 'resume', 'restart', 'restart-task', 'stop', 'delete']

it.each([
  ['restrat', ['restart']],
  ['RESUME', ['resume']],
  ['puase', ['pause']],
  ['sho', ['show']],
  ['kubernetes', []],
  ['x', []],
  ['', []],
])('the nearest verb to %j is %j', (word, expected) => {
  expect(nearest(word, VERBS)).toEqual(expected)
})

it('gives as many as asked for, closest first', () => {
  expect(nearest('orders-sink', ['orders-sync', 'orders-sink2', 'orders-link', 'billing'], 2)).toEqual([
    'orders-link',
    'orders-sink2',
  ])
})
