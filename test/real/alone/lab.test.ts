import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Lab, startLab } from '../lab.ts'

const AUTH = { user: 'operator', password: 'secret' }
const SINK = {
  'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
  topics: 'orders',
  'tasks.max': '4',
}
const PATIENCE = { timeout: 60_000, interval: 100 }

/** A Connect cluster of its own: this one is hurt. */
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ version: process.env.CONNECT_VERSION ?? '4.3.1', auth: AUTH })
})
afterAll(() => lab.stop())

async function call(method: string, path: string, { worker = 0, body }: { worker?: number; body?: unknown } = {}) {
  const reply = await fetch(`${lab.urls[worker]}${path}`, {
    method,
    headers: { Authorization: `Basic ${btoa(`${AUTH.user}:${AUTH.password}`)}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, text: await reply.text() }
}

/** "RUNNING: RUNNING FAILED" */
async function states(name: string): Promise<string> {
  const { status, text } = await call('GET', `/connectors/${name}/status`)
  if (status !== 200) return text
  const { connector, tasks } = JSON.parse(text)
  return `${connector.state}: ${tasks.map((task: { state: string }) => task.state).join(' ')}`
}

describe('the lab', () => {
  it('lets in who has the password, and nobody else', async () => {
    const stranger = await fetch(`${lab.urls[0]}/connectors`)
    const operator = await call('GET', '/connectors', { worker: 1 })

    expect([stranger.status, operator.status]).toEqual([401, 200])
  })

  it('fails a sink whose folder is missing, and runs it once the folder is there', async () => {
    const folder = `${lab.dataDir}/missing`
    const config = { ...SINK, 'tasks.max': '1', file: `${folder}/orders` }
    await call('POST', '/connectors', { body: { name: 'filed', config } })
    await vi.waitFor(async () => expect(await states('filed')).toBe('RUNNING: FAILED'), PATIENCE)

    await mkdir(folder)
    await call('POST', '/connectors/filed/restart?includeTasks=true&onlyFailed=true')

    await vi.waitFor(async () => expect(await states('filed')).toBe('RUNNING: RUNNING'), PATIENCE)
  })

  it('resolves references to its folder of secrets', async () => {
    await writeFile(`${lab.secretsDir}/db.properties`, 'file=/dev/null\n')
    const config = { ...SINK, 'tasks.max': '1', file: `\${file:${lab.secretsDir}/db.properties:file}` }

    await call('POST', '/connectors', { body: { name: 'secretive', config } })

    await vi.waitFor(async () => expect(await states('secretive')).toBe('RUNNING: RUNNING'), PATIENCE)
  })

  it('goes on with one worker when the other is killed, and takes it back', async () => {
    await call('POST', '/connectors', { body: { name: 'spread', config: { ...SINK, file: '/dev/null' } } })
    await vi.waitFor(
      async () => expect(await states('spread')).toBe('RUNNING: RUNNING RUNNING RUNNING RUNNING'),
      PATIENCE,
    )

    await lab.killWorker(1)

    const dead = new URL(lab.urls[1] ?? '').host
    await vi.waitFor(
      async () => expect((await call('GET', '/connectors/spread/status')).text).not.toContain(dead),
      PATIENCE,
    )
    await lab.startWorker(1)
    await vi.waitFor(async () => {
      expect((await call('GET', '/connectors/spread/status')).text).toContain(dead)
      expect(await states('spread')).toBe('RUNNING: RUNNING RUNNING RUNNING RUNNING')
    }, PATIENCE)
  })

  it('says that it is unhealthy while its broker is frozen, and shows every status as it was', async () => {
    await vi.waitFor(async () => expect(await states('filed')).toBe('RUNNING: RUNNING'), PATIENCE)
    lab.freezeBroker()

    const health = await vi.waitFor(async () => {
      const answer = await call('GET', '/health')
      expect(answer.status).toBe(500)
      return answer
    }, PATIENCE)

    expect(health.text).toContain('unhealthy')
    expect(await states('filed')).toBe('RUNNING: RUNNING')
    lab.thawBroker()
    await vi.waitFor(async () => expect((await call('GET', '/health')).status).toBe(200), PATIENCE)
  })
})
