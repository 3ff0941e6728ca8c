import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { startBot } from '../support/bot.ts'
import { type Lab, startLab } from './lab.ts'

const PATIENCE = { timeout: 60_000, interval: 200 }

const VERSION = process.env.CONNECT_VERSION ?? '4.3.1'

let lab: Lab
let bot: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  lab = await startLab({ version: VERSION })
  bot = await startBot({ clock: systemClock, clusters: [{ id: 'prod', urls: lab.urls }], patience: 90_000 })
})
afterAll(async () => {
  await bot.close()
  await lab.stop()
})

/** One broker holds one replica. */
const MIRROR = [
  ['topics', 'orders'],
  ['replication.factor', '1'],
  ['offset-syncs.topic.replication.factor', '1'],
] as const

type Person = ReturnType<typeof bot.as>

const configOf = async (name: string) => (await fetch(`${lab.urls[0]}/connectors/${name}/config`)).json()

/** From the command to the form. */
async function begins(person: Person, words: string) {
  await person.runs(`/connect create ${words}`)
  await person.sees('Check and review')
}

/** A key's field, by its name after what the plugin calls it. */
const fieldOf = (key: string) => new RegExp(`^│ (.*  )?${key}( \\(optional\\))? \\[`, 'm')

/** Turns to the page that holds it, which is another one from version to version. */
async function finds(person: Person, key: string) {
  if (fieldOf(key).test(person.screen())) return
  await person.chooses('Find a key…', key)
  await person.sees(fieldOf(key))
}

/** How the form calls a key. */
function labelOf(person: Person, key: string): string {
  const line = person
    .screen()
    .split('\n')
    .find((text) => fieldOf(key).test(text))
  return line?.replace(/^│ /, '').replace(/( \(optional\))? \[.*$/, '') ?? key
}

/** From the form to what runs. */
async function saves(person: Person, said: string) {
  await person.submits()
  await person.sees('┌ Review')
  await ends(person, said)
}

/** From the review to what runs. */
async function ends(person: Person, said: string) {
  await person.submits()
  await person.sees(new RegExp(`┌ Kafka Connect\n│ admin ${said} on prod … .*✓`))
  await person.closes()
}

describe('forms, before real workers', () => {
  it('create a source and a sink, and records move', async () => {
    const admin = bot.as('admin')
    await writeFile(`${lab.dataDir}/in.txt`, 'first\n')
    await begins(admin, 'FileStreamSource')
    await admin.types('Connector name  name', 'orders-source')
    await admin.types('topic', 'orders')
    await admin.types('file', `${lab.dataDir}/in.txt`)
    await saves(admin, 'created orders-source')
    await begins(admin, 'FileStreamSink')
    await admin.types('Connector name  name', 'orders-sink')
    await admin.types('Topics  topics', 'orders')
    await admin.types('file', `${lab.dataDir}/out.txt`)
    await saves(admin, 'created orders-sink')

    await appendFile(`${lab.dataDir}/in.txt`, 'second\n')

    await vi.waitFor(
      async () => expect(await readFile(`${lab.dataDir}/out.txt`, 'utf8')).toBe('first\nsecond\n'),
      PATIENCE,
    )
  })

  it('change the number of tasks', async () => {
    const admin = bot.as('admin')
    await admin.runs('/connect config orders-sink')
    await admin.sees('Check and review')
    await admin.types('Tasks max  tasks.max', '3')

    await saves(admin, 'changed orders-sink')

    expect(await configOf('orders-sink')).toMatchObject({ 'tasks.max': '3' })
  })

  it('get a transform: its alias, its type, its keys', async () => {
    const admin = bot.as('admin')
    await admin.runs('/connect config orders-source')
    await admin.sees('Check and review')
    await admin.chooses('Page', 'Transforms')
    await admin.sees('Transforms  transforms')
    await admin.types('Transforms  transforms', 'route')
    await admin.clicks('Next: Predicates')
    await admin.sees('Predicates  predicates')
    await admin.chooses('Page', 'Transform route')
    const type = 'Transformation type for route  transforms.route.type'
    await admin.sees(type)
    await admin.chooses(type, 'org.apache.kafka.connect.transforms.RegexRouter')
    await admin.sees('transforms.route.replacement')
    await admin.types('regex  transforms.route.regex', '.*')
    await admin.types('replacement  transforms.route.replacement', 'routed')

    await saves(admin, 'changed orders-source')

    await appendFile(`${lab.dataDir}/in.txt`, 'third\n')
    await vi.waitFor(async () => {
      const answer = await fetch(`${lab.urls[0]}/connectors/orders-source/topics`)
      expect(await answer.text()).toContain('"routed"')
    }, PATIENCE)
  })

  it('mirror topics, with keys that the plugin does not tell of, and records move', async () => {
    const admin = bot.as('admin')
    await begins(admin, 'MirrorSource')
    await admin.types('Connector name  name', 'mirror')
    await admin.types('source.cluster.alias', 'here')
    await admin.chooses('Page', 'Custom keys')
    for (const side of ['source', 'target']) {
      await admin.sees('Add a key…')
      await admin.clicks('Add a key…')
      await admin.sees('[Add]')
      await admin.types('Key', `${side}.cluster.bootstrap.servers`)
      await admin.types('Value', lab.bootstrap)
      await admin.submits()
      await admin.sees(`${side}.cluster.bootstrap.servers`)
    }
    for (const [key, value] of MIRROR) {
      await finds(admin, key)
      await admin.types(labelOf(admin, key), value)
    }
    await saves(admin, 'created mirror')
    await begins(admin, 'FileStreamSink')
    await admin.types('Connector name  name', 'mirrored')
    await admin.types('Topics  topics', 'here.orders')
    await admin.types('file', `${lab.dataDir}/mirrored.txt`)
    await saves(admin, 'created mirrored')

    await vi.waitFor(async () => expect(await readFile(`${lab.dataDir}/mirrored.txt`, 'utf8')).not.toBe(''), PATIENCE)
  })

  it('keep a reference through five edits, and show nobody what is behind it', async () => {
    await writeFile(`${lab.secretsDir}/db.properties`, 'password=canary-behind\n')
    const reference = `\${file:${lab.secretsDir}/db.properties:password}`
    const admin = bot.as('admin')
    await admin.runs(`/connect set orders-sink my.password=${reference}`)
    await admin.sees('┌ Review')
    await ends(admin, 'changed orders-sink')

    for (const tasks of ['1', '2', '1', '2', '1']) {
      await admin.runs(`/connect set orders-sink tasks.max=${tasks}`)
      await admin.sees('┌ Review')
      await ends(admin, 'changed orders-sink')
    }

    expect(await configOf('orders-sink')).toMatchObject({ 'my.password': reference, 'tasks.max': '1' })
    expect(`${bot.exchanges()}${bot.log()}`).not.toContain('canary-behind')
  })

  it('ask Debezium itself what it misses', async ({ skip }) => {
    skip(Number.parseInt(VERSION, 10) < 4, 'the lab has no Debezium below Kafka 4')
    const admin = bot.as('admin')
    await begins(admin, 'PostgresConnector')
    await admin.types('Connector name  name', 'pg')

    await admin.clicks('Next: Postgres (1 of 2)')

    expect(await admin.sees('database.hostname')).toContain('! Required')
  })
})
