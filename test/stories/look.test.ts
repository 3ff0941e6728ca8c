import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, LOGIN_FAILED, postgresSource } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'
import { people } from '../support/workspace.ts'

let scene: Scene
// Looking changes nothing: one scene serves all, with an empty screen for each.
beforeAll(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink'), postgresSource('orders-pg-source'), fileSink('clicks-sink')])
  scene.staging.control.seed([fileSink('orders-sink', { topics: 'orders, items' })])
  scene.prod.control.failTask('orders-pg-source', 0, LOGIN_FAILED)
})
beforeEach(() => scene.slack.reload(people.reader))
afterAll(() => scene.close())

describe('the fleet', () => {
  it('shows each Connect cluster in a line, then what needs somebody with its cause', async () => {
    const screen = await seen('/connect')

    expect(screen).toContain('prod: 1 failed ✖, 2 healthy ● of 3 connectors')
    expect(screen).toContain('staging: 1 connector, healthy ●')
    expect(screen).toContain('failed ✖ prod/orders-pg-source: 1 of 1 task failed')
    expect(screen).toContain('PSQLException: FATAL: password authentication failed for user "cdc"')
  })

  it('opens the card of what failed with one click', async () => {
    await reader().runs('/connect')
    await reader().clicks('Open prod/orders-pg-source')

    expect(reader().screen()).toContain('failed ✖ orders-pg-source, source on prod')
  })

  it('finds a connector while one types, the unhealthy first', async () => {
    await reader().runs('/connect')

    const offered = await reader().searches('Find a connector…', 'orders')

    expect(offered).toEqual(['orders-pg-source', 'orders-sink', 'orders-sink'])
  })
})

describe('the list', () => {
  it.each([
    ['list', ['orders-pg-source', 'clicks-sink', 'prod/orders-sink', 'staging/orders-sink'], []],
    ['list --state failed', ['orders-pg-source'], ['clicks-sink']],
    ['list --source', ['orders-pg-source'], ['clicks-sink']],
    ['list orders-*', ['orders-pg-source', 'orders-sink'], ['clicks-sink']],
    ['list clicks', ['clicks-sink'], ['orders-sink']],
    ['list staging', ['staging/orders-sink'], ['prod/orders-sink']],
    ['list staging orders-*', ['staging/orders-sink'], ['prod/orders-sink']],
    ['list --cluster=prod --sink', ['prod/orders-sink', 'clicks-sink'], ['staging/orders-sink', 'pg-source']],
    ['list --class FileStreamSinkConnector', ['clicks-sink'], ['pg-source']],
    ['list authentication', ['orders-pg-source'], ['clicks-sink']],
  ])('%s', async (command, there, notThere) => {
    const screen = await seen(`/connect ${command}`)

    for (const name of there) expect(screen).toContain(name)
    for (const name of notThere) expect(screen).not.toContain(name)
  })
})

describe('one connector', () => {
  it('may be shown by its name alone', async () => {
    expect(await seen('/connect orders-pg-source')).toContain('failed ✖ orders-pg-source')
  })

  it('is asked about when two Connect clusters have it, by buttons', async () => {
    await reader().runs('/connect show orders-sink')
    await reader().clicks('Open: staging/orders-sink')

    expect(reader().screen()).toContain('healthy ● orders-sink, sink on staging')
  })

  it.each([
    'show prod/orders-sink',
    'prod/orders-sink show',
    'show orders-sink prod',
    'show “orders-sink” —cluster prod',
  ])('is meant by “%s”', async (command) => {
    expect(await seen(`/connect ${command}`)).toContain('healthy ● orders-sink, sink on prod')
  })

  it('opens its stack trace in a window, from the card and by the command', async () => {
    await reader().runs('/connect orders-pg-source')
    await reader().clicks('Trace')
    expect(await reader().sees('doAuthentication')).toContain('PSQLException: FATAL: password authentication failed')
    await reader().closes()

    await reader().runs('/connect trace orders-pg-source 0')

    expect(await reader().sees('doAuthentication')).toContain('Trace of task 0')
  })

  it('opens its config in a window, secrets hidden', async () => {
    await reader().runs('/connect config orders-pg-source')

    const screen = await reader().sees('database.hostname')

    expect(screen).toContain('db1.example.com')
    expect(screen).not.toContain('hunter2')
  })

  it('lists its tasks and its topics', async () => {
    expect(await seen('/connect tasks clicks-sink')).toMatch(/Task 0 running ● .*\n.*Task 1 running ●/)
    expect(await seen('/connect topics clicks-sink')).toContain('topic')
  })

  it.each(['tasks', 'topics'])('leads back from its %s to its card', async (look) => {
    await reader().runs(`/connect ${look} clicks-sink`)

    await reader().clicks('Open connector')

    expect(reader().screen()).toContain('healthy ● clicks-sink, sink on prod')
  })
})

it('leads from topics to offsets and on to the card', async () => {
  await reader().runs('/connect topics clicks-sink')

  await reader().clicks('Offsets')
  await reader().sees('No offsets yet')
  await reader().clicks('Open connector')

  expect(reader().screen()).toContain('healthy ● clicks-sink, sink on prod')
})

describe('everything else there is to look at', () => {
  it.each([
    ['plugins', 'FileStreamSinkConnector'],
    ['clusters', '4.3.1'],
    ['whoami', 'CONNECT_INSPECT'],
    ['whoami prod/orders-sink', 'CONNECT_INSPECT: yes by the policy on connect/*'],
    ['audit', 'No audit entries'],
    ['help', '/connect restart <connector, pattern or filters> [task] [--failed|--all|--connector]'],
    ['help stop', 'config and offsets are kept'],
    ['help Restart', '--all Restarts the connector and all its tasks, healthy ones too.'],
    ['help list', '--class JdbcSink of connector classes'],
    ['delete --help', 'its config is kept for 30 days to recreate it'],
    ['help me', 'There is no “me” to help with'],
    ['list --foo', 'There are: --cluster, --failed, --state, --source, --sink, --type, --class.'],
    ['audit --by ada', '“--by” takes a member id'],
  ])('%s', async (command, expected) => {
    expect(await seen(`/connect ${command}`)).toContain(expected)
  })

  it('shows the fleet and one’s rights on the Home tab', async () => {
    await reader().opensHome()

    expect(reader().screen()).toMatch(/prod: 1 failed ✖[\s\S]*CONNECT_INSPECT/)
  })
})

it('leads from a fleet with more trouble than fits to all of it, and to nothing else', async () => {
  const troubled = await createScene()
  const names = Array.from({ length: 11 }, (_, n) => `broken-${n}`)
  troubled.prod.control.seed([...names, 'fine'].map((name) => fileSink(name)))
  for (const name of names) troubled.prod.control.failTask(name, 0, LOGIN_FAILED)
  await troubled.as('reader').runs('/connect')

  await troubled.as('reader').clicks('All 11 that need somebody')

  const screen = troubled.as('reader').screen()
  expect(screen).toContain('broken-10')
  expect(screen).not.toContain('fine')
  await troubled.close()
})

const reader = () => scene.as('reader')

async function seen(command: string): Promise<string> {
  await reader().runs(command)
  return reader().screen()
}
