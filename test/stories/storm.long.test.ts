import { describe, expect, it, vi } from 'vitest'
import { controlsOf } from '../../sandbox/slack/block-ids.ts'
import { textOf } from '../../sandbox/slack/composition.ts'
import { visibleMessages } from '../../sandbox/slack/messages.ts'
import { stackOf } from '../../sandbox/slack/views.ts'
import { createStore } from '../../src/store/store.ts'
import { createStorm, hit, type Storm } from '../support/storm.ts'
import { people } from '../support/workspace.ts'

/** Of 10,000 connectors on ten Connect clusters a thousand fail at once, for three causes; Slack refuses every other call. */
describe('a storm', { timeout: 180_000 }, () => {
  it('has each connector in exactly one incident, and its window lists it', async () => {
    const storm = await atItsHeight()

    const kept = await membersKept(storm)
    const listed = await membersListed(storm)

    expect(kept.toSorted()).toEqual(hit)
    expect(listed.toSorted()).toEqual(hit)
  })

  it('stays within what Slack takes, and shows its end', async () => {
    const storm = await atItsHeight()
    storm.heals()

    await storm.as('reader').sees('recovered ●')
    await vi.waitUntil(() => !storm.as('reader').screen().includes('firing ✖'), { timeout: 60_000, interval: 100 })

    const posts = storm.calls('chat.postMessage')
    const edits = storm.calls('chat.update')
    const inAMinute = edits.map((at) => edits.filter((other) => other >= at && other < at + 60_000).length)
    expect(posts.filter((at, index) => at - (posts[index - 1] ?? 0) < 1_000)).toEqual([])
    expect(Math.max(...inAMinute)).toBeLessThanOrEqual(40)
  })

  it('keeps nobody waiting for an answer', async () => {
    const storm = await aboutToBreak()
    storm.refuses(1)
    storm.breaks()
    await vi.waitUntil(() => storm.calls('chat.postMessage').length > 0, { timeout: 60_000, interval: 20 })

    await storm.as('reader').runs('/connect list')
    const list = await storm.as('reader').sees('1,000 need somebody')
    await storm.as('reader').clicks('Next')
    await storm.as('reader').sees('Page 2 of')

    expect(list).toContain('10,000 connectors')
    expect(storm.as('operator').screen()).not.toContain('firing ✖')
  })
})

async function aboutToBreak(): Promise<Storm> {
  const storm = await createStorm()
  // Each Connect cluster was looked at: what failed before the first look is told in another way.
  await storm.passes(40)
  return storm
}

async function atItsHeight(): Promise<Storm> {
  const storm = await aboutToBreak()
  storm.refuses(0.5)
  storm.breaks()
  await storm.as('reader').sees(/and \d+ more incidents/)
  await storm.passes(120)
  return storm
}

/** The members of open incidents as the store of the app has them. */
async function membersKept({ dir, clock }: Storm): Promise<string[]> {
  const store = await createStore({ dir, keys: '', clock })
  const members = await store.alerts.change(async (tables) => {
    const incidents = await tables.open()
    const all = incidents.map(async ({ id, cluster }) =>
      (await tables.members(id, { offset: 0, limit: 1_000 })).map(({ subject }) => `${cluster}/${subject}`),
    )
    return (await Promise.all(all)).flat()
  })
  await store.close()
  return members
}

/** What a reader finds who opens each incident of `/connect alerts` and turns its pages. */
async function membersListed(storm: Storm): Promise<string[]> {
  const reader = storm.as('reader')
  await reader.runs('/connect alerts')
  const found: string[] = []
  for (let page = 1; ; page++) {
    await reader.sees(page === 1 ? '30 open incidents' : `Page ${page} of`)
    const { where, controls } = theList(storm)
    for (const control of controls.filter(({ element }) => textOf(element.text) === 'Open')) {
      await storm.slack.click(people.reader, where, control)
      const cluster = /on (c\d)/.exec(String(control.element.accessibility_label))?.[1]
      for (const name of await namesInWindow(storm)) found.push(`${cluster}/${name}`)
    }
    if (!controls.some(({ element }) => textOf(element.text) === 'Next')) return found
    await reader.clicks('Next', { in: { message: '30 open incidents' } })
  }
}

function theList({ slack }: Storm) {
  const messages = visibleMessages(slack.world, 'C0DATA', people.reader)
  const list = messages.findLast(({ blocks }) => JSON.stringify(blocks).includes('30 open incidents'))
  if (list === undefined) throw new Error('The list of incidents is gone')
  return { where: { channel: 'C0DATA', ts: list.ts }, controls: controlsOf(list.blocks) }
}

/** The names in the window that is open, on all its pages; closes it. */
async function namesInWindow({ slack, as }: Storm): Promise<string[]> {
  const names = new Set<string>()
  const text = () => JSON.stringify(stackOf(slack.world, people.reader).at(-1)?.payload ?? {})
  await slack.waitFor(() => /sink-\d/.test(text()), 'sees the connectors', people.reader)
  for (;;) {
    for (const [name] of text().matchAll(/sink-\d+/g)) names.add(name)
    if (!text().includes('"Next"')) break
    await as('reader').clicks('Next')
  }
  await as('reader').closes()
  return [...names]
}
