import { expect, it } from 'vitest'
import { alerts } from './alerts.ts'
import { refusalOf, twins } from './checks.ts'
import { fixtures } from './fixtures.ts'

const items = [...alerts(), ...fixtures()]

it('Slack takes everything in the gallery', () => {
  const refused = items.flatMap((item) => {
    const refusal = refusalOf(item)
    return refusal ? [{ name: item.name, refusal }] : []
  })

  expect(refused).toEqual([])
})

it('no two buttons of a message sound alike and do different things', () => {
  const alike = items.flatMap((item) => twins(item).map((label) => `${item.name}: ${label}`))

  expect(alike).toEqual([])
})

it('every name stands for one thing', () => {
  const names = items.map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
})
