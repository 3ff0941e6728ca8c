import { expect, it } from 'vitest'
import type { BulkState } from '../../src/connectors/bulk.ts'
import { keyOf } from '../../src/connectors/key.ts'
import type { AuditEntry } from '../../src/connectors/records.ts'
import { ada, BUTTON, bob, createWorld, SINK } from './world.ts'

const NAMES = ['orders-sink', ...Array.from({ length: 11 }, (_, n) => `n${n}`)]

it('what a stopped process left is finished by the next one, each connector once', async () => {
  const { service, another, until, connect, ref } = await fleet()
  const { id } = await service.previewBulk(ada, { action: 'pause', filter: {} }, BUTTON)
  const half = Promise.withResolvers<void>()
  const { settled } = await service.runBulk(ada, id, undefined, ({ ends }) => ends.size >= 4 && half.resolve())
  await until(half.promise)

  await until(service.close(20_000))
  const left = await settled
  const told: BulkState[] = []
  await until(
    another().finishBulks(
      async () => ada,
      async (end) => void told.push(end),
    ),
  )

  expect(left.ends.size).toBeLessThan(NAMES.length)
  expect(told.map(({ ends }) => ends.size)).toEqual([NAMES.length])
  expect(NAMES.map((name) => told[0]?.ends.get(keyOf(ref(name)))?.kind)).toEqual(NAMES.map(() => 'done'))
  const paused = connect.requests().flatMap(({ path }) => /([^/]+)\/pause/.exec(path)?.[1] ?? [])
  expect(paused.toSorted()).toEqual(NAMES.toSorted())
})

it('what a killed process had sent is told from the audit log, once its silence has told', async () => {
  const { another, until, records, clock, connect, ref, service } = await fleet()
  const [sent, unsent, rest] = [ref('n0'), ref('n1'), ref('n2')]
  const startedAt = clock.now()
  const origin = { ...BUTTON, bulk: 'b1' }
  const asked = {
    at: startedAt,
    actor: ada,
    permission: 'CONNECT_ALTER_STATE',
    allowed: true,
    policies: [],
    request: {},
    origin,
  } satisfies Partial<AuditEntry>
  const entry = await records.audit.begin({ ...asked, cluster: 'prod', connector: '*', action: 'bulk pause' })
  const one = await records.audit.begin({ ...asked, ...sent, action: 'pause' })
  await records.audit.complete(one, { outcome: 'done', detail: 'paused after 1 s', durationMs: 1_000 })
  // However much others have asked for since.
  for (let n = 0; n < 25; n++) {
    await records.audit.begin({ ...asked, ...sent, at: startedAt + n, actor: bob, action: 'pause', origin: BUTTON })
  }
  const run = { id: 'b1', actor: ada, origin: BUTTON, action: 'pause', filter: {}, startedAt, entry } as const
  await records.bulks.begin({ ...run, items: [sent, unsent, rest] }, 'a process that is gone', startedAt + 30_000)
  for (const ref of [sent, unsent]) await records.bulks.begun('b1', keyOf(ref))

  const told: BulkState[] = []
  await until(
    another().finishBulks(
      async () => ada,
      async (end) => void told.push(end),
    ),
  )

  expect([sent, unsent, rest].map((ref) => told[0]?.ends.get(keyOf(ref))?.kind)).toEqual(['done', 'done', 'done'])
  expect(connect.requests().filter(({ path }) => path.endsWith('/pause')).length).toBe(2)
  expect(clock.now()).toBeGreaterThanOrEqual(startedAt + 30_000)
  expect(await service.audit(ada, { limit: 10, action: 'bulk pause' })).toMatchObject([
    { outcome: 'done', detail: '3 done' },
  ])
})

it('what a killed process was still at is finished before it is counted', async () => {
  const { another, until, records, clock, connect, client, ref } = await fleet()
  const startedAt = clock.now()
  const asked = { ...ref('n0'), action: 'pause', actor: ada, origin: { ...BUTTON, bulk: 'b1' } } as const
  const rights = { permission: 'CONNECT_ALTER_STATE' as const, allowed: true, policies: [], request: {} }
  const entry = await records.audit.begin({ ...asked, ...rights, at: startedAt, action: 'bulk pause', connector: '*' })
  const id = await records.audit.begin({ ...asked, ...rights, at: startedAt })
  await records.operations.claim(
    { ...asked, id, startedAt, expiresAt: startedAt + 29_000, plan: { instances: [] } },
    'one',
  )
  const run = { id: 'b1', actor: ada, origin: BUTTON, action: 'pause', filter: {}, startedAt, entry } as const
  await records.bulks.begin({ ...run, items: [ref('n0')] }, 'a process that is gone', startedAt + 21_000)
  await records.bulks.begun('b1', keyOf(ref('n0')))
  await client.pause('n0')

  const told = Promise.withResolvers<BulkState>()
  const next = another()
  void next.keepFinishing(async () => {
    await next.finishUnfinished(() => {})
    await next.finishBulks(
      async () => ada,
      async (end) => told.resolve(end),
    )
  })
  const { ends } = await until(told.promise)

  expect([...ends.values()]).toMatchObject([{ kind: 'done', detail: expect.stringMatching(/^paused/) }])
  expect(connect.requests().filter(({ path }) => path.endsWith('/pause'))).toHaveLength(1)
  await until(next.close(0))
})

it.each([
  ['goes on with a run of long ago that was interrupted just now', 40, 1, 'done'],
  ['sends no more of one that nobody was at for a quarter of an hour', 40, 16, 'not-sent'],
])('the next process %s', async (_, begun, left, kind) => {
  const { another, until, records, clock, ref } = await fleet()
  const [startedAt, heldUntil] = [clock.now() - begun * 60_000, clock.now() - left * 60_000]
  const entry = await records.audit.begin({
    ...{ at: startedAt, actor: ada, cluster: 'prod', connector: '*', action: 'bulk pause' },
    ...{ permission: 'CONNECT_ALTER_STATE', allowed: true, policies: [], request: {}, origin: BUTTON },
  })
  const run = { id: 'b1', actor: ada, origin: BUTTON, action: 'pause', filter: {}, startedAt, entry } as const
  await records.bulks.begin({ ...run, items: [ref('n0')] }, 'gone', heldUntil)

  const told: BulkState[] = []
  await until(
    another().finishBulks(
      async () => ada,
      async (end) => void told.push(end),
    ),
  )

  expect([...(told[0]?.ends.values() ?? [])]).toMatchObject([{ kind }])
})

it('what a killed process had seen to be in vain is not gone on with', async () => {
  const { another, until, records, clock, ref, connect } = await fleet()
  const startedAt = clock.now()
  const entry = await records.audit.begin({
    ...{ at: startedAt, actor: ada, cluster: 'prod', connector: '*', action: 'bulk restart' },
    ...{ permission: 'CONNECT_ALTER_STATE', allowed: true, policies: [], request: {}, origin: BUTTON },
  })
  const run = {
    id: 'b1',
    actor: ada,
    origin: BUTTON,
    action: 'restart',
    mode: 'all',
    filter: {},
    startedAt,
    entry,
  } as const
  await records.bulks.begin({ ...run, items: NAMES.map(ref) }, 'gone', startedAt)
  const cause = { exception: 'SQLException', message: 'no login' }
  for (const name of NAMES.slice(0, 10)) {
    await records.bulks.ended('b1', keyOf(ref(name)), { kind: 'failed-again', detail: 'after 1 s', cause })
  }

  const told: BulkState[] = []
  await until(
    another().finishBulks(
      async () => ada,
      async (end) => void told.push(end),
    ),
  )

  expect(NAMES.slice(10).map((name) => told[0]?.ends.get(keyOf(ref(name))))).toMatchObject(
    NAMES.slice(10).map(() => ({ kind: 'not-sent', detail: expect.stringContaining('SQLException: no login') })),
  )
  expect(connect.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

it('what somebody may do no more is not done, and said', async () => {
  const { another, until, records, clock, ref, connect } = await fleet()
  const startedAt = clock.now()
  const entry = await records.audit.begin({
    at: startedAt,
    actor: ada,
    cluster: 'prod',
    connector: '*',
    action: 'bulk pause',
    permission: 'CONNECT_ALTER_STATE',
    allowed: true,
    policies: [],
    request: {},
    origin: BUTTON,
  })
  const run = { id: 'b1', actor: ada, origin: BUTTON, action: 'pause', filter: {}, startedAt, entry } as const
  await records.bulks.begin({ ...run, items: [ref('n0')] }, 'gone', startedAt)

  const told: BulkState[] = []
  const nobody = async () => {
    throw new Error('no longer in this workspace')
  }
  await until(another().finishBulks(nobody, async (end) => void told.push(end)))

  expect([...(told[0]?.ends.values() ?? [])]).toMatchObject([{ kind: 'not-sent' }])
  expect(connect.requests().filter(({ path }) => path.endsWith('/pause'))).toEqual([])
})

/** orders-sink and eleven more. */
async function fleet() {
  const world = await createWorld({ random: () => 0.5 })
  world.connect.seed(NAMES.slice(1).map((name) => ({ name, config: SINK })))
  return { ...world, ref: (connector: string) => ({ cluster: 'prod', connector }) }
}
