import { expect, it, onTestFinished, vi } from 'vitest'
import { answer, startServer } from '../connect/server.ts'
import { PATIENT } from '../support/patience.ts'
import { createScene } from '../support/scene.ts'

const SECRET = 'c0ffee-s3cret'

async function openScene(status: number) {
  const monitor = await startServer(answer(status))
  const scene = await createScene({
    slack: 'alerts: { channel: C0DATA, interval: 3s, heartbeat: "${HEARTBEAT_URL}" }',
    env: { HEARTBEAT_URL: `${monitor.url}/${SECRET}` },
  })
  onTestFinished(() => scene.close())
  const beats = (more: number) => {
    const before = monitor.requests.length
    return vi.waitFor(() => expect(monitor.requests.length).toBeGreaterThanOrEqual(before + more), PATIENT)
  }
  return { scene, monitor, beats }
}

it('somebody outside hears a sign of life after each round of looks, also while a Connect cluster is down', async () => {
  const { scene, beats } = await openScene(200)
  await beats(2)

  await scene.staging.close()

  await beats(2)
})

it('one that nobody takes is said once, and its URL is in no log', async () => {
  const { scene, beats } = await openScene(404)

  await beats(3)

  expect(scene.log().match(/does not take the sign of life/g)).toHaveLength(1)
  expect(scene.log()).not.toContain(SECRET)
})
