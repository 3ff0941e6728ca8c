import { describe, expect, it } from 'vitest'
import { createRoutes } from '../../src/alerts/routes.ts'

const FALLBACK = { channel: 'C0FALLBACK' }
const ORDERS = { cluster: 'prod', connector: 'orders-sink' }
const CONFIGS = new Map([['orders-sink', { 'connector.class': 'com.acme.JdbcSink', team: 'orders' }]])

describe('a route', () => {
  it.each([
    { rule: {}, holds: true },
    { rule: { cluster: 'prod' }, holds: true },
    { rule: { cluster: 'lab' }, holds: false },
    { rule: { connector: 'orders-*' }, holds: true },
    { rule: { connector: 'Orders-*' }, holds: false },
    { rule: { class: '*.JdbcSink' }, holds: true },
    { rule: { config: { key: 'team', value: 'orders' } }, holds: true },
    { rule: { config: { key: 'team', value: 'items' } }, holds: false },
    { rule: { config: { key: 'toString', value: '*' } }, holds: false },
    { rule: { cluster: 'prod', connector: 'items-*' }, holds: false },
  ])('by $rule holds: $holds', ({ rule, holds }) => {
    const { route } = createRoutes([{ ...rule, channel: 'C0MATCH' }], FALLBACK)

    expect(route(ORDERS, CONFIGS).channel).toBe(holds ? 'C0MATCH' : 'C0FALLBACK')
  })

  it('is that of the first rule that holds', () => {
    const { route } = createRoutes(
      [{ cluster: 'lab', channel: 'C1' }, { channel: 'C2' }, { cluster: 'prod', channel: 'C3' }],
      FALLBACK,
    )

    expect(route(ORDERS, CONFIGS).channel).toBe('C2')
  })

  it('of a whole Connect cluster asks nothing of connectors', () => {
    const { route } = createRoutes(
      [
        { connector: '*', channel: 'C1' },
        { cluster: 'prod', channel: 'C2' },
      ],
      FALLBACK,
    )

    expect(route({ cluster: 'prod' }, CONFIGS).channel).toBe('C2')
  })

  it('of a connector whose config is unknown goes by the rules that need none', () => {
    const { route, needsConfig } = createRoutes(
      [
        { class: '*', channel: 'C1' },
        { cluster: 'prod', channel: 'C2' },
      ],
      FALLBACK,
    )

    expect([needsConfig, route(ORDERS, new Map()).channel]).toEqual([true, 'C2'])
  })
})
