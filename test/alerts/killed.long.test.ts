import { describe, expect, it } from 'vitest'
import { failed, running } from './statuses.ts'
import { DATABASE_DOWN } from './traces.ts'
import { createVictim } from './victim.ts'
import { createWorld } from './world.ts'

const [a, b] = ['orders', 'items']

/** An incident opens, grows and ends; the process is killed at its nth step, and the next one goes on. */
async function livesThrough(step: number) {
  const world = await createWorld()
  const { fleet, slack, start, pass, store } = world
  fleet.shows([running(a), running(b)])
  const calm = start()
  await pass(60)
  await calm.stop()
  const victim = createVictim(world, step)
  const { poster, records } = victim
  start({ poster, records })

  let isSucceeded = false
  const chapters = [
    () => fleet.put(failed(a, DATABASE_DOWN)),
    () => fleet.put(failed(b, DATABASE_DOWN)),
    () => fleet.shows([running(a), running(b)]),
  ]
  for (const change of chapters) {
    change()
    for (let seconds = 0; seconds < 120; seconds += 5) {
      await pass(5)
      if (!victim.isDead() || isSucceeded) continue
      isSucceeded = true
      start()
    }
  }
  const waiting = await store.alerts.change((tables) => tables.threads())
  return { slack, isKilled: victim.isDead(), waiting }
}

/** What is wrong with what people see. What may have been said before is marked, be it or not. */
function complaints({ slack, waiting }: Awaited<ReturnType<typeof livesThrough>>): string[] {
  const events = slack.messages.flatMap((message) => slack.thread(message))
  const [first, ...copies] = slack.messages
  const lost = ['opened', 'joined', 'recovered'].filter((event) => !events.some((told) => told.startsWith(event)))
  const doubled = events.filter((event, at) => events.indexOf(event) !== at)
  return [
    ...(first && copies.length <= 1 ? [] : [`${slack.messages.length} roots`]),
    ...(copies.every(({ view }) => view.copy) ? [] : ['a second root that is not marked']),
    ...(slack.states().at(-1) === 'recovered' ? [] : [`the root shows ${slack.states().at(-1)}`]),
    ...lost.map((event) => `${event} was never told`),
    ...doubled.map((event) => `${event} was told twice`),
    ...waiting.map(({ root }) => `${root.id} still has lines to tell`),
  ]
}

describe('a process that is killed', () => {
  it('at any step of opening, growing and ending loses nothing, and doubles only what it marks', {
    timeout: 60_000,
  }, async () => {
    const wrong: string[] = []
    let step = 1

    for (let life = await livesThrough(step); life.isKilled; life = await livesThrough(step)) {
      wrong.push(...complaints(life).map((complaint) => `killed at step ${step}: ${complaint}`))
      step++
    }

    expect(wrong).toEqual([])
    expect(step).toBeGreaterThan(30)
  })
})
