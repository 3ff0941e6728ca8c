import { expect, it } from 'vitest'
import { createTraffic } from '../../../sandbox/page/traffic.ts'

const ACT = { kind: 'envelope', name: 'interactive', answer: {} } as const

it('tells how long after an act its answers came, by response_url, trigger and view', () => {
  let now = 0
  const traffic = createTraffic(() => now)
  const request = { type: 'block_actions', response_url: 'http://sandbox/response/R1', trigger_id: 't1' }
  const act = traffic.hear({ ...ACT, at: 0, request })

  now = 100
  const said = traffic.hear({ at: 90, kind: 'response_url', name: 'R1', request: {}, answer: { ok: true } })
  now = 200
  const opened = traffic.hear({
    ...{ at: 190, kind: 'call', name: 'views.open' },
    request: { trigger_id: 't1' },
    answer: { ok: true, view: { id: 'V1' } },
  })
  now = 300
  const filled = traffic.hear({
    ...{ at: 290, kind: 'call', name: 'views.update' },
    request: { view_id: 'V1' },
    answer: { ok: true },
  })

  expect([said, opened, filled].map(({ answers }) => answers)).toEqual([act.id, act.id, act.id])
  expect([said, opened, filled].map(({ after, took }) => [after, took])).toEqual([
    [100, 10],
    [200, 10],
    [300, 10],
  ])
})

it('says what Slack has complained about', () => {
  const traffic = createTraffic(() => 0)
  const call = { at: 0, kind: 'call', name: 'chat.postMessage', request: {} } as const
  const refused = {
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 151 characters [json-pointer:/blocks/0]'],
  }

  const troubles = [
    traffic.hear({ ...call, answer: refused }),
    traffic.hear({ ...ACT, at: 0, request: {}, answer: undefined }),
    traffic.hear({ ...call, answer: { ok: true } }),
  ].map(({ trouble }) => trouble)

  expect(troubles).toEqual([
    'invalid_blocks\nmust be less than 151 characters [json-pointer:/blocks/0]',
    'not acknowledged in time',
    undefined,
  ])
})
