import { expect, it } from 'vitest'
import { isPattern, matches, overlap } from '../../src/connectors/pattern.ts'

it.each([
  ['orders', 'orders', true],
  ['orders', 'orders-sink', false],
  ['orders', 'Orders', false],
  ['*', 'orders', true],
  ['*', '', true],
  ['orders-*', 'orders-sink', true],
  ['orders-*', 'orders-', true],
  ['orders-*', 'my-orders-sink', false],
  ['*-sink', 'orders-sink', true],
  ['*-sink', 'orders-sink-2', false],
  ['*', '.hidden', true],
  ['*', 'a/b', true],
  ['orders-*', 'orders-a/b\n.c', true],
  ['orders.?', 'orders.?', true],
  ['orders.?', 'orders-x', false],
  ['[a-z]*', 'a', false],
  ['{a,b}', 'a', false],
])('the pattern %s and the name %j: %s', (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected)
})

it.each([
  ['*', true],
  ['orders-*', true],
  ['*-sink', true],
  ['a.b?c', true],
  ['', false],
  ['a*b', false],
  ['*a*', false],
  ['**', false],
])('%j is a pattern: %s', (text, expected) => {
  expect(isPattern(text)).toBe(expected)
})

it.each([
  ['*', 'orders', true],
  ['*', '*', true],
  ['orders-*', 'orders-a-*', true],
  ['orders-*', 'clicks-*', false],
  ['*-sink', '*-a-sink', true],
  ['*-sink', '*-source', false],
  ['orders-*', '*-sink', true],
  ['orders-*', 'orders-a', true],
  ['orders-*', 'clicks', false],
  ['orders', 'orders', true],
  ['orders', 'clicks', false],
])('%s and %s match some name in common: %s', (one, other, expected) => {
  expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected])
})
