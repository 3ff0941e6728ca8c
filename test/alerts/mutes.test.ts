import { expect, it } from 'vitest'
import { running } from './statuses.ts'
import { createWorld } from './world.ts'

const ADA = { id: 'U0ADA', name: 'Ada' }
const HOUR = 3_600_000

/** A Connect cluster whose worker refuses connections, which tasks are said to run on. */
async function aLostWorker(mute: { pattern: string; except?: string[] }) {
  const world = await createWorld()
  const { fleet, people, start, pass } = world
  fleet.shows([running('orders')])
  await people.mute({ ...mute, ms: HOUR, by: ADA })
  start({ clusters: [{ ...fleet.cluster, workers: [{ id: 'worker-1:8083', refuses: async () => true }] }] })
  await pass(120)
  return world
}

it.each([
  [{ pattern: 'worker-*' }, ['worker']],
  [{ pattern: '*', except: ['payments-*'] }, ['worker']],
  [{ pattern: '*' }, []],
])('a mute %o tells of %j: only that of all connectors is one of what they all need', async (mute, told) => {
  const { slack } = await aLostWorker(mute)

  expect(slack.messages.flatMap(({ view }) => view.incidents.map(({ incident }) => incident.kind))).toEqual(told)
})
