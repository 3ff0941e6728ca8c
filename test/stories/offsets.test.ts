import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSink, postgresSource } from '../support/connectors.ts'
import { createScene, type Scene } from '../support/scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
  scene.prod.control.seed([fileSink('orders-sink'), { ...fileSink('resting-sink'), state: 'STOPPED' }])
  scene.prod.control.commitOffsets(
    'orders-sink',
    [0, 1].map((partition) => at(partition, 100 + partition)),
  )
})
afterEach(() => scene.close())

describe('reading offsets', () => {
  it('shows one line for each partition, without a way to change them to those who may not', async () => {
    await operator().runs('/connect offsets orders-sink')

    const screen = await operator().sees('orders 1 = 101')

    expect(screen).toContain('orders 0 = 100')
    expect(screen).toContain('CONNECT_EDIT_CONFIG')
    expect(screen).not.toContain('[Change')
  })

  it('says why a connector cannot be moved from here', async () => {
    const snowflake = 'com.snowflake.kafka.connector.SnowflakeSinkConnector'
    scene.prod.control.seed([{ ...fileSink('flakes', { 'connector.class': snowflake }), tasks: 1 }])

    await admin().runs('/connect offsets flakes')

    expect(await admin().sees('keeps its offsets in Snowflake')).not.toContain('[Change')
  })
})

describe('changing offsets', () => {
  it('stops, changes what was reviewed, and goes on, as one operation', async () => {
    await types('orders 0 = 42\norders 1 = 101')
    await admin().submits()
    const review = await admin().sees('goes on as it is now')
    expect(review).toContain('orders 0: 100 → 42')
    expect(review).not.toContain('orders 1')
    expect(writes()).toEqual([])

    await admin().submits()

    await admin().sees('admin changed the offsets of orders-sink')
    expect(writes()).toEqual([
      'PUT /connectors/orders-sink/stop',
      'PATCH /connectors/orders-sink/offsets',
      'PUT /connectors/orders-sink/resume',
    ])
    expect(await offsetsOf('orders-sink')).toEqual([at(1, 101), at(0, 42)])
    await admin().runs('/connect audit orders-sink --action offsets')
    await admin().sees(/admin offsets prod\/orders-sink: done/)
  })

  it('is announced in the channel where the window was opened', async () => {
    await types('orders 0 = 42')
    await admin().submits()
    await admin().sees('orders 0: 100 → 42')

    await admin().submits()

    await scene.as('reader').sees('admin changed the offsets of orders-sink')
  })

  it('takes all of them away on a reset, and leaves a stopped connector stopped', async () => {
    scene.prod.control.commitOffsets('resting-sink', [at(0, 7)])
    await admin().runs('/connect offsets resting-sink')
    await admin().sees('orders 0 = 7')
    await admin().clicks('Reset all…')
    expect(await admin().sees('Without offsets')).toContain('orders 0: 7 → taken away')

    await admin().submits()

    await admin().sees('stopped after')
    expect(await offsetsOf('resting-sink')).toEqual([])
    expect(writes()).toEqual(['DELETE /connectors/resting-sink/offsets'])
  })

  it('goes on as before where Connect refuses, and says what was not done', async () => {
    await types('elsewhere 0 = 1')
    await admin().submits()
    await admin().sees('elsewhere 0: none yet → 1')

    await admin().submits()

    expect(await admin().sees('No offset was changed')).toContain('goes on as before')
    expect(writes().at(-1)).toBe('PUT /connectors/orders-sink/resume')
    expect(await offsetsOf('orders-sink')).toEqual([at(0, 100), at(1, 101)])
  })

  it('tells what Connect refused also whoever has closed the window meanwhile', async () => {
    await types('elsewhere 0 = 1')
    await admin().submits()
    await admin().sees('elsewhere 0: none yet → 1')
    scene.prod.control.hang('/stop')
    await admin().submits()

    admin().closes()
    scene.prod.control.hang(false)

    await admin().sees('No offset was changed')
  })

  it('names lines that cannot be read before anything is asked', async () => {
    await types('\norders 0 = 1\norders nonsense')

    await admin().submits()

    expect(admin().screen()).toContain('Line 3: write it as')
  })

  it('is refused where Connect is too old', async () => {
    scene.prod.control.setVersion('3.5.1')

    await admin().runs('/connect offsets orders-sink')

    expect(await admin().sees('Changing offsets needs Kafka Connect 3.6 or newer')).not.toContain('[Change')
  })
})

it('a source is shown in its plugin’s own words', async () => {
  scene.prod.control.seed([{ ...postgresSource('orders-pg'), state: 'STOPPED' }])
  scene.prod.control.commitOffsets('orders-pg', [{ partition: { server: 'shop' }, offset: { lsn: 42 } }])

  await admin().runs('/connect offsets orders-pg')

  await admin().sees('{"server":"shop"} = {"lsn":42}')
})

const admin = () => scene.as('admin')
const operator = () => scene.as('operator')

const at = (partition: number, offset: number) => ({
  partition: { kafka_topic: 'orders', kafka_partition: partition },
  offset: { kafka_offset: offset },
})

const writes = () =>
  scene.prod.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)

const url = (name: string, rest: string) => `${scene.prod.urls[0]}/connectors/${name}/${rest}`

/** Opens the window on orders-sink and types there what its offsets are to be. */
async function types(text: string) {
  await admin().runs('/connect offsets orders-sink')
  await admin().sees('orders 1 = 101')
  await admin().clicks('Change…')
  await admin().sees('One partition per line')
  await admin().types('Offsets', text)
}

async function offsetsOf(name: string): Promise<unknown> {
  const body: unknown = await (await fetch(url(name, 'offsets'))).json()
  return typeof body === 'object' && body !== null && 'offsets' in body ? body.offsets : body
}
