import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink')])
  scene.staging.control.seed([fileSink('items-sink')])
})
afterEach(() => scene.close())

describe('a Connect cluster that', () => {
  it('is down stands beside the others’ answers with its error', async () => {
    await scene.staging.close()

    await operator().runs('/connect')

    const screen = operator().screen()
    expect(screen).toMatch(/staging: not reachable \(.*\), numbers unknown/)
    expect(screen).toContain('prod: 1 connector, healthy')
  })

  it('never answers is given up after 6 s, and the others are shown', async () => {
    scene.staging.control.hang(true)
    const before = scene.clock.now()

    await operator().runs('/connect list')

    expect(operator().screen()).toContain('prod/orders-sink')
    expect(operator().screen()).toMatch(/No answer from staging: no answer in time/)
    expect(scene.clock.now() - before).toBeLessThan(10_000)
  })

  it('rebalances is waited for also by who only looks, and they are told', async () => {
    scene.prod.control.rebalance(8_000)

    await operator().runs('/connect show prod/orders-sink')

    expect(operator().screen()).toContain('Kafka Connect is rebalancing')
    await operator().sees('orders-sink, sink on prod')
  })

  it('rebalances is waited for, with a word, and the restart happens once', async () => {
    scene.prod.control.failTask('orders-sink', 0, LOGIN_FAILED, { once: true })
    scene.prod.control.rebalance(8_000)

    await operator().runs('/connect restart orders-sink')

    await operator().sees('2 of 2 tasks running after')
  })

  it('takes a restart but never says so: nothing is repeated, and what is seen is told', async () => {
    scene.prod.control.failTask('orders-sink', 0, LOGIN_FAILED, { once: true })
    scene.prod.control.hang('/restart')

    await operator().runs('/connect restart orders-sink')

    const screen = await operator().sees('did not say whether it was done')
    expect(screen).toContain('1 of 2 tasks')
    expect(scene.prod.control.requests().filter(({ path }) => path.includes('/restart')).length).toBeLessThanOrEqual(1)
  })
})

describe('bad input', () => {
  it.each([
    ['/connect restrat orders-sink', 'Did you mean “restart”?'],
    ['/connect restart', 'Which connector?'],
    ['/connect restart orders-snik', 'Did you mean one of these?'],
    ['/connect restart nowhere/orders-sink', 'no such connector'],
    ['/connect restart orders-sink 7', 'has no task 7'],
    ['/connect restart orders-sink --hard', 'There are: --cluster, --failed, --all, --connector.'],
    ['/connect restart orders-sink --faild', 'There is no flag “--faild”. Did you mean “--failed”?'],
    ['/connect delete orders-sink 1', '“delete” is for a whole connector, not for task 1'],
    ['/connect config orders-sink --all', 'There is no flag “--all”. There are: --cluster.'],
    ['/connect clone orders-sink 1', '“clone” is for a whole connector, not for task 1'],
    ['/connect restart orders-* 1', 'Task 1 of which connector? Name one.'],
    ['/connect stop orders-sink 1', '“stop” is for a whole connector, not for task 1'],
    ['/connect restart orders-sink 0 1', 'One task at a time'],
    ['/connect list --type bogus', 'There is no type “bogus”'],
    [
      '/connect list *orders*',
      'is no pattern: that is an exact name, "*", "prefix-*" or "*-suffix". “list orders” looks',
    ],
    ['/connect show orders-sink --foo', 'There is no flag “--foo”'],
    ['/connect config orders-snik', 'Did you mean one of these?'],
    ['/connect list --state broken', 'There is no state “broken”'],
    ['/connect list --sate failed', 'Did you mean “--state”?'],
    ['/connect resume orders-sink', 'running'],
    ['/connect help dance', 'There is no “dance” to help with'],
    [`/connect show ${'x'.repeat(3000)}`, 'no such connector'],
    [`/connect list ${'x'.repeat(3000)}`, 'Filters may have 200 characters'],
  ])('%s is answered clearly', async (command, answer) => {
    await operator().runs(command)

    expect(await operator().sees(answer)).toBeDefined()
    expect(scene.prod.control.requests().filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('Slack that', () => {
  it('refuses one answer still gets the outcome to the person', async () => {
    scene.slack.fail('response_url', { kind: 'server-error' })

    await operator().runs('/connect pause orders-sink')

    await operator().sees('paused orders-sink')
  })

  it('gives up on a window tells the person to try again', async () => {
    scene.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' })

    await operator().runs('/connect config orders-sink')

    await operator().sees('Slack did not open the window in time')
  })

  it('forgot a window that was closed meanwhile is not asked again', async () => {
    scene.prod.control.slow(1_000)
    await operator().runs('/connect config orders-sink')
    await operator().closes()
    scene.prod.control.slow(0)

    await operator().runs('/connect list')

    expect(operator().screen()).toContain('prod/orders-sink')
  })

  it('does not know a person is answered by refusing', async () => {
    scene.slack.fail('users.info', { kind: 'server-error' })

    await operator().runs('/connect pause orders-sink')

    await operator().sees('Slack did not say who you are')
    expect(scene.prod.control.requests()).toEqual([])
  })

  it('has a channel without the app still answers the person there', async () => {
    await operator().runs('/connect pause orders-sink', { in: 'C0QUIET' })

    await operator().sees('paused orders-sink')
  })
})

describe('people who are not ours', () => {
  it.each([
    ['stranger', 'members of its own workspace only'],
    ['guest', 'Guests may use this app only when an administrator named them'],
  ] as const)('%s is refused', async (role, answer) => {
    await scene.as(role).runs('/connect list', { in: role === 'stranger' ? 'C0SHARED' : 'C0DATA' })

    expect(await scene.as(role).sees(answer)).not.toContain('orders-sink')
  })
})

const operator = () => scene.as('operator')
