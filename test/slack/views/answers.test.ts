import { expect, it } from 'vitest'
import { ConnectError, type ConnectErrorKind } from '../../../src/connect/errors.ts'
import type { Permission } from '../../../src/connectors/policy.ts'
import type { AuditEntry } from '../../../src/connectors/records.ts'
import { decodeTarget, keyOf } from '../../../src/slack/ids.ts'
import { auditView } from '../../../src/slack/views/audit.ts'
import { deleteModal } from '../../../src/slack/views/delete.ts'
import { errorModal, errorView } from '../../../src/slack/views/error.ts'
import { refusalView } from '../../../src/slack/views/refusal.ts'
import { missingView, whichView } from '../../../src/slack/views/which.ts'
import { whoamiView } from '../../../src/slack/views/whoami.ts'
import { AT, aCard, aTask } from './awkward.ts'
import { buttonsIn, labelOf, wordsOf } from './walk.ts'

const ref = { cluster: 'prod', connector: 'orders-pg-source' }
const targets = (view: unknown) => buttonsIn(view).map(({ value }) => decodeTarget(String(value)))

it('refuses in the words of the service, the missing permission first even with a long name', () => {
  const said = 'You may not restart orders-pg-source: that takes CONNECT_ALTER_STATE on prod; your roles are reader.'

  const view = refusalView({ said, permission: 'CONNECT_ALTER_STATE', ref, clusterName: 'Production' })

  expect(view.text).toMatch(/^refused, you lack CONNECT_ALTER_STATE for orders-pg-source on Production: You may not/)
  expect(wordsOf(view.blocks)).toBe(said)
})

it('reads the same for what is not there and what may not be seen, and opens the closest', () => {
  const closest = [ref, { cluster: 'lab', connector: 'orders-sink' }]

  const view = missingView({ cluster: '', connector: 'orders-pg-sorce' }, closest)

  expect(view.text).toMatch(/^There is no such connector that you may see: orders-pg-sorce/)
  expect(targets(view).slice(0, -1)).toEqual(closest.map((one) => ({ k: keyOf(one) })))
  expect(wordsOf(view)).toContain('lab/orders-sink')
})

it('leads on from a name that is like no other, and says on which Connect cluster it was looked for', () => {
  const view = missingView({ cluster: 'prod', connector: 'nope' }, [])

  expect(view.text).toBe('There is no such connector that you may see: nope on prod. Find it by a part of its name.')
  expect(buttonsIn(view).map(labelOf)).toEqual(['Help'])
})

it('asks which Connect cluster, and does there what was asked for', () => {
  const refs = ['prod', 'lab'].map((cluster) => ({ cluster, connector: 'orders' }))

  const view = whichView('orders', refs, { id: 'do:restart-task:3', label: 'Restart task', target: { t: 3 } })

  expect(buttonsIn(view).map(({ action_id }) => action_id)).toEqual(['do:restart-task:3', 'do:restart-task:3'])
  expect(targets(view)).toEqual(refs.map((one) => ({ t: 3, k: keyOf(one) })))
  expect(wordsOf(view)).toContain('prod/orders')
})

const KINDS: [ConnectErrorKind, RegExp][] = [
  ['not-found', /no longer on Production.*list/],
  ['rebalancing', /Production is still rebalancing.*Try again/],
  ['already-exists', /already exists on Production.*Nothing was changed/],
  ['rejected', /Production did not accept.*before trying again/],
  ['unauthorized', /Production refused this app’s login.*Ask who runs/],
  ['unsupported', /version of Kafka Connect on Production cannot.*newer version/],
  ['starting', /Production is starting.*Try again/],
  ['unreachable', /Production cannot be reached: nothing was sent.*Check/],
  ['timed-out', /Production did not answer in time.*Try again/],
  ['unexpected', /Production answered something that is not.*proxy/],
]

it.each(KINDS)('says what happened, where, and what to do next: %s', (kind, sentence) => {
  const view = errorView({ failure: new ConnectError(kind, 'its own words'), clusterName: 'Production' })

  expect(view.text).toMatch(sentence)
  expect(wordsOf(view.blocks)).toContain('its own words')
})

it('never says that nothing happened when that is not known', () => {
  const failure = new ConnectError('timed-out', '', { outcomeUnknown: true })

  expect(errorView({ failure, clusterName: 'Production' }).text).toContain('Whether it was done is not known')
})

it('gives a reference for a fault of ours', () => {
  expect(wordsOf(errorModal({ reference: 'r-17' }))).toMatch(/not in Kafka Connect[\s\S]*r-17/)
})

it('tells before a delete what will happen, from the state as it is now', () => {
  const card = aCard({ tasks: [0, 1, 2, 3, 4, 5, 6, 7].map((id) => aTask(id)) })

  const words = wordsOf(deleteModal(card))

  expect(words).toContain('Now: failed ✖, 1 of 1 task failed')
  expect(words).toContain('Stops 8 tasks. Offsets are kept')
  expect(words).toContain('Type the connector’s name')
})

it('tells a refusal in the audit log in the words that the person read', () => {
  const entry: AuditEntry = {
    ...{ id: 'a1', at: AT, ...ref, action: 'restart', permission: 'CONNECT_ALTER_STATE', allowed: false, policies: [] },
    ...{ request: {}, origin: { surface: 'command' }, outcome: 'refused', detail: 'You may not. Ask Ada.' },
    ...{ actor: { id: 'U1', name: 'rita', roles: [] }, durationMs: 12 },
  }

  const words = wordsOf(auditView({ entries: [entry], page: 0, again: {} }))

  expect(words).toContain('prod/orders-pg-source: refused, “You may not. Ask Ada” · CONNECT_ALTER_STATE by no policy')
})

it('says who * is among one’s roles', () => {
  expect(whoamiView({ name: 'omar', roles: ['dev', '*'], rights: [] }, 0).text).toBe('omar, roles: dev, * (everybody)')
})

it('says once what several Connect clusters have in common', () => {
  const right = (cluster: string, permission: Permission) =>
    ({ cluster, permission, effect: 'Allow', policies: ['on connect/* to dev'] }) as const
  const rights = ['prod', 'staging'].flatMap((cluster) => [
    right(cluster, 'CONNECT_INSPECT'),
    right(cluster, 'CONNECT_DELETE'),
  ])

  const words = wordsOf(whoamiView({ name: 'operator', roles: ['dev'], rights }, 0))

  expect(words).toContain('prod, staging\n\n\nCONNECT_INSPECT, CONNECT_DELETE: yes\n by the policy on connect/* to dev')
  expect(words.match(/connect/g)).toHaveLength(1)
})

it('says which policy decided each right', () => {
  const right = {
    cluster: 'prod',
    permission: 'CONNECT_INSPECT',
    effect: 'Allow',
    policies: ['on prod to dev', 'on * to *'],
  } as const
  const none = { cluster: 'prod', permission: 'CONNECT_DELETE', effect: undefined, policies: [] } as const

  const words = wordsOf(whoamiView({ name: 'operator', roles: ['dev'], rights: [right, none], ref }, 0))

  expect(words).toContain('CONNECT_INSPECT: yes\n by the policies on prod to dev; on * to *')
  expect(words).toContain('CONNECT_DELETE: no\n (no policy matches)')
})
