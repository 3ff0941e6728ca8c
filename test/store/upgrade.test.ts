import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { readDraft } from '../../src/connectors/form/draft.ts'
import { MIGRATIONS } from '../../src/store/schema.ts'
import { aDirectory, aStore } from './builders.ts'

/** Opens a store as an earlier version of the app left it, with the clock of that time. */
async function opened(name: string, now: number, more = '') {
  const dump = readFileSync(new URL(`../fixtures/store/${name}.sql`, import.meta.url), 'utf8')
  const dir = aDirectory()
  const file = new DatabaseSync(join(dir, 'store.db'))
  file.exec(dump)
  file.exec(more)
  file.close()
  writeFileSync(join(dir, 'key'), /^-- key (.*)$/m.exec(dump)?.[1] ?? '')
  const store = await aStore({ dir, clock: { now: () => now } })
  return { dir, ...store }
}

it('of the first tables keeps audit entries, the operation under way and a deleted config', async () => {
  const { dir, records } = await opened('003-deleted', Date.UTC(2026, 10, 22, 20, 35))

  const entries = await records.audit.list({ limit: 10 })
  expect(entries).toMatchObject([
    { action: 'pause', connector: 'users-sink' },
    { action: 'restart', connector: 'orders-sink', outcome: 'done', detail: '2 of 2 tasks running' },
  ])
  expect(await records.operations.running({ cluster: 'prod', connector: 'users-sink' })).toMatchObject({
    action: 'pause',
  })
  const [kept] = rows(dir, 'select id from deleted')
  expect(await records.deleted.get(String(kept?.id))).toMatchObject({
    config: { 'connection.password': 'canary-of-a-deleted' },
  })
})

it('of the whole app keeps its incident, what it remembers of connectors, and a draft', async () => {
  const { alerts, records } = await opened('009-levels', Date.UTC(2026, 10, 22, 14, 10))

  const [incidents, states] = await alerts.change(async (tables) => [await tables.open(), await tables.states()])
  expect(incidents).toMatchObject([{ cluster: 'prod', kind: 'failed', cause: { exception: 'PSQLException' } }])
  expect(states.get('prod')?.tracks.get('orders-sink')?.member?.incident).toBe(incidents[0]?.id)
  const [draft] = await records.drafts.list('U0ADMIN')
  const form = readDraft(draft?.id ?? '', 'U0ADMIN', draft?.text ?? '')
  expect(form?.changes).toEqual(new Map([['tasks.max', '3']]))
})

it('of an incident that one person had snoozed keeps that', async () => {
  const snoozed = { by: { id: 'U0ADMIN', name: 'Ada' }, at: 1, until: 2, part: { only: ['orders-sink'], left: 1 } }
  const set = `update alert_incidents set incident = json_set(incident, '$.snoozed', json('${JSON.stringify(snoozed)}'))`

  const { alerts } = await opened('009-levels', Date.UTC(2026, 10, 22, 14, 10), set)

  const [incident] = await alerts.read((tables) => tables.open())
  expect(incident?.snoozes).toEqual([snoozed])
  expect(incident).not.toHaveProperty('snoozed')
})

it.each([
  ['of a message that waits for its post calls the group then', 'wanted', ['S0ONCALL']],
  ['of a message that stands in its channel calls the group no more', 'sent', []],
])('%s', async (_, state, groups) => {
  const mention = `json('{"group":"S0ONCALL","afterMs":0}')`
  const waiting = `update alert_incidents set incident = json_set(incident, '$.mention', ${mention});
    update alert_roots set root = json_set(root, '$.state', '${state}');
    insert into alert_lines (root, incident, at, urgent, line)
      select root, id, 1, 1, '{"event":"opened","at":1,"before":1,"urgent":true}' from alert_incidents`

  const { alerts } = await opened('009-levels', Date.UTC(2026, 10, 22, 14, 10), waiting)

  const calls = await alerts.read(async (tables) => {
    const [thread] = await tables.threads()
    return tables.calls(thread?.root.id ?? '')
  })
  expect(calls.map(({ group }) => group)).toEqual(groups)
})

it.each(['003-deleted', '009-levels'])('%s has all tables of now afterwards', async (name) => {
  const { dir } = await opened(name, Date.UTC(2026, 10, 22))

  const names = rows(dir, 'select name from migrations order by rowid').map((row) => row.name)
  expect(names).toEqual(MIGRATIONS.map((migration) => migration.name))
})

function rows(dir: string, query: string) {
  const file = new DatabaseSync(join(dir, 'store.db'), { readOnly: true })
  try {
    return file.prepare(query).all()
  } finally {
    file.close()
  }
}
