import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { decodeTarget } from '../../../src/slack/ids.ts'
import { traceModal } from '../../../src/slack/views/trace.ts'
import { buttonsIn, labelOf, objectsIn, wordsOf } from './walk.ts'

const ref = { cluster: 'prod', connector: 'orders-pg-source' }
const show = (text: string, page = 0) => traceModal({ ref, clusterName: 'Production', task: 3, text, page })
const traceOf = (view: unknown) => wordsOf(objectsIn(view).filter(({ type }) => type === 'rich_text_preformatted'))
const frame = (i: number) => `\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:${i})`

/** All pages, as somebody reads them by clicking Next. */
function read(text: string): string[] {
  const pages: string[] = []
  for (let page: number | undefined = 0; page !== undefined; ) {
    const view = show(text, page)
    pages.push(traceOf(view))
    const next = buttonsIn(view).find((button) => labelOf(button) === 'Next')
    page = next && decodeTarget(String(next.value))?.p
  }
  return pages
}

it('shows a trace of 200 lines on one page', () => {
  const text = Array.from({ length: 200 }, (_, i) => frame(i)).join('\n')

  expect(read(text)).toEqual([text])
})

it('says where one is only where there is more', () => {
  expect(wordsOf(show(frame(1)))).not.toContain('Lines')
  expect(wordsOf(show(`${frame(1)}\n`.repeat(300)))).toContain('Lines 1 to 200')
})

it('leads through 10,000 lines without leaving one out, each page one that Slack takes', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => frame(i))

  const pages = read(lines.join('\n'))
  const refused = pages.flatMap((_, page) => validateView(show(lines.join('\n'), page)) ?? [])

  expect(pages.join('\n').split('\n')).toEqual(lines)
  expect(refused).toEqual([])
})

it('goes to the end in one click, where the innermost cause is', () => {
  const text = [...Array.from({ length: 5_000 }, (_, i) => frame(i)), 'Caused by: the real one'].join('\n')
  const last = buttonsIn(show(text)).find((button) => labelOf(button) === 'Last')

  const view = show(text, decodeTarget(String(last?.value))?.p ?? 0)

  expect(traceOf(view)).toMatch(/Caused by: the real one$/)
})

it('stays at the same task from page to page', () => {
  const next = buttonsIn(show('x\n'.repeat(20_000))).find((button) => labelOf(button) === 'Next')

  expect(decodeTarget(String(next?.value))?.t).toBe(3)
})

it('loses no character of any text', () => {
  const text = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary-ascii' }), fc.constant('y'.repeat(7_000))))

  fc.assert(
    fc.property(text, (lines) => {
      const given = lines.join('\n').replace(/[^\x20-\x7E\n]/g, '?')

      expect(read(given).join('').replaceAll('\n', '')).toBe(given.replaceAll('\n', '') || '(empty)')
    }),
    { numRuns: 50 },
  )
})
