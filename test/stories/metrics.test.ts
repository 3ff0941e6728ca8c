import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { scrape } from '../support/metrics.ts'
import { PATIENT } from '../support/patience.ts'
import { freePort } from '../support/port.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { seenWell } from '../support/watch.ts'

let port: number
let scene: Scene
beforeEach(async () => {
  port = await freePort()
  scene = await createScene({ slack: 'alerts: { channel: C0DATA, interval: 3s }', env: { HEALTH_PORT: String(port) } })
  scene.prod.control.seed([fileSink('orders-sink'), fileSink('clicks-sink')])
  await seenWell(scene)
})
afterEach(() => scene.close())

const operator = () => scene.as('operator')
const measured = () => scrape(port)
/** The process counts what it did after it has shown it. */
const until = (look: (now: Awaited<ReturnType<typeof measured>>) => void) =>
  vi.waitFor(async () => look(await measured()), PATIENT)

describe('what is measured', () => {
  it('counts the acknowledgement of a command and of a click, and what Slack and Connect were asked', async () => {
    await operator().runs('/connect show orders-sink')
    await operator().clicks('Pause')
    await operator().sees('operator paused orders-sink')

    await until(({ value }) => {
      expect(value('ack_duration_seconds_count', { kind: 'command' })).toBe(1)
      expect(value('ack_duration_seconds_count', { kind: 'block_actions' })).toBe(1)
      expect(value('web_api_call_duration_seconds_count', { method: 'response_url', outcome: 'ok' })).toBeGreaterThan(1)
      expect(value('web_api_call_duration_seconds_count', { method: 'auth.test', outcome: 'ok' })).toBeGreaterThan(0)
      expect(
        value('worker_call_duration_seconds_count', {
          ...{ connect_cluster: 'prod', method: 'PUT', endpoint: '/connectors/{}/pause', outcome: '202' },
        }),
      ).toBe(1)
    })
  })

  it.each([
    [{ kind: 'rate-limited', retryAfter: 1 } as const, 'ratelimited'],
    [{ kind: 'server-error' } as const, 'http_500'],
    [{ kind: 'error', error: 'channel_not_found' } as const, 'channel_not_found'],
    [{ kind: 'lost-answer' } as const, 'no_answer'],
  ])('tells a call of Slack that failed (%o) by how it did', async (fault, outcome) => {
    scene.slack.fail('views.open', fault)

    await operator().runs('/connect create')

    await until(({ value }) =>
      expect(value('web_api_call_duration_seconds_count', { method: 'views.open', outcome })).toBe(1),
    )
  })

  it('tells a worker that refused by why', async () => {
    await scene.staging.close()

    await operator().runs('/connect clusters')

    await until(({ value }) =>
      expect(
        value('worker_call_duration_seconds_count', { connect_cluster: 'staging', outcome: 'unreachable' }),
      ).toBeGreaterThan(0),
    )
  })

  it('shows connectors and tasks by state, and an incident until somebody acknowledges it', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)
    await operator().sees('firing ✖')

    const firing = await measured()
    await operator().clicks('Acknowledge')
    await until(({ value }) => expect(value('incidents', { connect_cluster: 'prod', state: 'acknowledged' })).toBe(1))

    const acknowledged = await measured()
    expect(firing.value('connectors', { connect_cluster: 'prod', state: 'running' })).toBe(2)
    expect(firing.value('tasks', { connect_cluster: 'prod', state: 'running' })).toBe(3)
    expect(firing.value('tasks', { connect_cluster: 'prod', state: 'failed' })).toBe(1)
    expect(firing.value('tasks', { connect_cluster: 'staging', state: 'failed' })).toBe(0)
    expect(firing.value('incidents', { connect_cluster: 'prod', state: 'firing' })).toBe(1)
    expect(acknowledged.value('incidents', { connect_cluster: 'prod', state: 'firing' })).toBe(0)
    expect(acknowledged.value('watching')).toBe(1)
    expect(acknowledged.value('connected')).toBe(1)
  })

  it('keeps the time of the last poll of a Connect cluster that answers no more', async () => {
    const ageOf = async (cluster: string) =>
      scene.clock.now() / 1_000 -
      ((await measured()).value('last_poll_timestamp_seconds', { connect_cluster: cluster }) ?? 0)
    await scene.prod.close()

    await vi.waitFor(async () => expect(await ageOf('prod')).toBeGreaterThan(20), PATIENT)

    expect(await ageOf('staging')).toBeLessThan(15)
  })

  it('says nothing more of a Connect cluster that a reload takes out', async () => {
    await until(({ value }) => expect(value('tasks', { connect_cluster: 'staging' })).toBe(0))

    await scene.reloads((file) => file.replace(/ {2}- \{ id: staging.*\n/, ''))

    await until(({ value }) => {
      expect(value('tasks', { connect_cluster: 'prod' })).toBe(4)
      expect(value('tasks', { connect_cluster: 'staging' })).toBeUndefined()
      expect(value('incidents', { connect_cluster: 'staging' })).toBeUndefined()
    })
  })

  it('holds no name of a connector, a person or a channel', async () => {
    scene.prod.control.failTask('orders-sink', 1, LOGIN_FAILED)
    await operator().sees('firing ✖')
    await operator().runs('/connect show clicks-sink')
    await operator().clicks('Pause')
    await operator().sees('operator paused clicks-sink')

    const { text } = await measured()

    expect(text).not.toMatch(/orders|clicks|operator|U0|C0DATA|xoxb|hooks/i)
  })
})
