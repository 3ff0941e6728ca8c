import { describe, expect, it } from 'vitest'
import type { ListFilter } from '../../src/connectors/service/list.ts'
import { ada, allow, createWorld, mallory, RULES, rita, SINK, TRACE, type World } from './world.ts'

async function fleet() {
  const world = await createWorld()
  world.connect.seed([
    { name: 'clicks-sink', config: SINK },
    {
      name: 'archive',
      config: { 'connector.class': 'FileStreamSource', file: '/dev/null', topic: 'archive' },
      state: 'PAUSED',
    },
    { name: 'audit', config: SINK },
  ])
  world.connect.failTask('clicks-sink', 0, TRACE)
  world.connect.failConnector('audit', 'org.apache.kafka.common.config.ConfigException: Invalid value for topics.regex')
  world.connect.forgetRequests()
  return world
}

const namesOf = async ({ service }: World, filter: ListFilter) =>
  (await service.list(ada, filter)).clusters.flatMap(({ rows }) => rows.map(({ connector }) => connector))

describe('list', () => {
  it('shows the unhealthy first, then goes by name, with one request', async () => {
    const world = await fleet()

    expect(await namesOf(world, {})).toEqual(['audit', 'clicks-sink', 'archive', 'orders-sink'])

    expect(world.asked()).toEqual(['GET /connectors?expand=status'])
  })

  it.each<[ListFilter, string[]]>([
    [{ health: ['failed', 'degraded'] }, ['audit', 'clicks-sink']],
    [{ type: 'source' }, ['archive']],
    [{ pattern: '*-sink' }, ['clicks-sink', 'orders-sink']],
    [{ text: 'AUTHENTICATION failed' }, ['clicks-sink']],
    [{ class: 'mocksink' }, ['audit', 'clicks-sink', 'orders-sink']],
    [{ cluster: 'prod', health: ['paused'] }, ['archive']],
  ])('filters by %o', async (filter, names) => {
    expect(await namesOf(await fleet(), filter)).toEqual(names)
  })

  it('tells the cause to those who may inspect', async () => {
    const { service, connect } = await createWorld()
    connect.failTask('orders-sink', 0, TRACE)

    const { clusters } = await service.list(rita, {})

    expect(clusters[0]?.rows[0]).toMatchObject({
      verdict: { reason: '1 of 3 tasks failed' },
      cause: { exception: 'PSQLException' },
    })
  })

  it('is empty, without any Connect cluster, for those who have no right', async () => {
    const { service, asked } = await fleet()

    expect(await service.list(mallory, {})).toEqual({ clusters: [], bulk: [] })
    expect(asked()).toEqual([])
  })

  it.each([
    ['by our ids', RULES.policies],
    ['also by Kafka cluster ids', [...RULES.policies, allow('operator', ['CONNECT_INSPECT'], '*', 'Nobody-Knows-It')]],
  ])(
    'gives up a silent Connect cluster after 6 s and shows the others (policies name them %s)',
    async (_, policies) => {
      const world = await createWorld({ rules: { ...RULES, policies } })
      const forever = () => new Promise<never>(() => {})
      const silent = { ...world.client, info: forever, statuses: forever }
      const clusters = [world.prod, { ...world.prod, id: 'lab', name: 'Lab', client: silent }]
      const before = world.clock.now()

      const answer = await world.until(world.another({ clusters }).list(ada, {}))

      expect(world.clock.now() - before).toBeLessThan(6_100)
      expect(answer.clusters).toMatchObject([
        { cluster: { id: 'prod' }, rows: [{ connector: 'orders-sink' }] },
        { cluster: { id: 'lab', name: 'Lab' }, rows: [], error: { kind: 'timed-out' } },
      ])
    },
  )

  it('of an unknown Connect cluster names the nearest', async () => {
    const { service } = await fleet()

    await expect(service.list(ada, { cluster: 'prdo' })).rejects.toThrow(
      'There is no Connect cluster "prdo". Did you mean prod?',
    )
  })
})

describe('a policy that names a Kafka cluster', () => {
  const rules = {
    policies: [allow('operator', ['CONNECT_INSPECT'], '*', 'MkU3OEVBNTcwNTJENDM2Qg')],
    authorizedRoles: ['*'],
    adminRoles: [],
  }

  it('holds on the Connect cluster in front of it, which is asked once in ten minutes', async () => {
    const { service, asked } = await createWorld({ rules })

    const first = await service.list(ada, {})
    await service.list(ada, {})

    expect(first.clusters[0]?.rows).toHaveLength(1)
    expect(asked().filter((request) => request === 'GET /')).toHaveLength(1)
  })

  it('holds on when the Connect cluster has fallen silent for longer than that: it is shown as silent', async () => {
    const { another, prod, clock, until } = await createWorld({ rules })
    const client = { ...prod.client }
    const service = another({ clusters: [{ ...prod, client }] })
    await until(service.list(ada, {}))
    await clock.advance(700_000)
    const forever = () => new Promise<never>(() => {})
    Object.assign(client, { info: forever, statuses: forever })

    const { clusters } = await until(service.list(ada, {}))

    expect(clusters).toMatchObject([{ cluster: { id: 'prod' }, error: { kind: 'timed-out' } }])
  })

  it('is not asked for where another Connect cluster is named', async () => {
    const { another, client, prod, clock, until } = await createWorld({
      rules: { ...RULES, policies: [...RULES.policies, ...rules.policies] },
    })
    const silent = { ...client, info: () => new Promise<never>(() => {}) }
    const service = another({ clusters: [{ ...prod, id: 'lab', client: silent }, prod] })
    const before = clock.now()

    const { clusters } = await until(service.list(ada, { cluster: 'prod' }))

    expect(clusters).toMatchObject([{ rows: [{ connector: 'orders-sink' }] }])
    expect(clock.now() - before).toBeLessThan(1_000)
  })
})

describe('finding a connector', () => {
  it.each([
    ['orders-sink', { kind: 'one', ref: { cluster: 'prod', connector: 'orders-sink' } }],
    ['orders-snik', { kind: 'none', closest: [{ cluster: 'prod', connector: 'orders-sink' }] }],
  ])('by name: %s', async (connector, found) => {
    const { service } = await createWorld()

    expect(await service.resolve(ada, { connector })).toEqual(found)
  })

  it('by a name that is on two Connect clusters asks which', async () => {
    const world = await createWorld()
    const service = world.another({ clusters: [world.prod, { ...world.prod, id: 'lab' }] })

    expect(await service.resolve(ada, { connector: 'orders-sink' })).toMatchObject({ kind: 'many', refs: [{}, {}] })
    expect(await service.resolve(ada, { cluster: 'lab', connector: 'orders-sink' })).toMatchObject({ kind: 'one' })
  })
})
