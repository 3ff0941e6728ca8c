import { expect, it } from 'vitest'
import { jobsOf } from '../../src/alerts/jobs.ts'
import type { Line } from '../../src/alerts/model.ts'
import type { Root } from '../../src/alerts/records.ts'
import { aStore } from './builders.ts'

const root = (id: string, change: Partial<Root>): Root => ({
  ...{ id, channel: 'C1', summary: false, state: 'wanted', createdAt: 1, joinedAt: 1 },
  ...{ revision: 1, said: 0, changedAt: 1, urgent: false, renewals: 0 },
  ...change,
})
const LINE: Line = { event: 'joined', at: 1, before: 1 }

it('counts what is to be told as the jobs that come of it', async () => {
  const { alerts } = await aStore()
  const none = await alerts.read((tables) => tables.waiting())

  const [waiting, jobs] = await alerts.change(async (tables) => {
    const roots = [
      root('wanted', {}),
      root('sending', { state: 'sending' }),
      root('edited', { state: 'sent', ts: '1' }),
      root('shown', { state: 'sent', ts: '2', said: 1 }),
      root('lost', { state: 'lost' }),
    ]
    for (const one of roots) {
      await tables.saveRoot(one)
      await tables.addLines(one.id, 'a', [LINE, LINE])
    }
    return [await tables.waiting(), await jobsOf(tables)]
  })

  const count = (what: string) => jobs.filter((job) => job.what === what).length
  expect(none).toEqual({ post: 0, edit: 0, reply: 0 })
  expect(waiting).toEqual({ post: 2, edit: 1, reply: 2 })
  expect(waiting).toEqual({ post: count('post'), edit: count('edit'), reply: count('reply') })
})
