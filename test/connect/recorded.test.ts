import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { classify } from '../../src/connect/classify.ts'
import { MEANINGS } from './meanings.ts'

const RECORDED = z
  .array(z.object({ case: z.string(), request: z.string(), status: z.int(), body: z.string() }))
  .parse(JSON.parse(readFileSync('test/fixtures/responses/errors.json', 'utf8')))

/** "GET /connectors/nope", perhaps with a body behind it. */
function asked(request: string) {
  const [method = '', path = ''] = request.split(' ')
  return { method, path, changes: !['GET', 'OPTIONS'].includes(method) && !path.endsWith('/validate') }
}

function meaningOf({ request, status, body }: (typeof RECORDED)[number]): string {
  if (status < 300) return 'success'
  const { kind, outcomeUnknown } = classify(asked(request), status, body)
  return outcomeUnknown ? `${kind}, outcome unknown` : kind
}

it.each(RECORDED)('understands "$case"', (recorded) => {
  const meaning = meaningOf(recorded)

  expect(meaning).toBe(MEANINGS[recorded.case])
})

it('knows all 104 recorded cases by name', () => {
  const names = RECORDED.map((recorded) => recorded.case)

  expect(names).toHaveLength(104)
  expect(Object.keys(MEANINGS)).toEqual(names)
})

it.each(RECORDED.filter(({ status }) => status >= 300))(
  'shows no worker path for "$case"',
  ({ request, status, body }) => {
    const { message } = classify(asked(request), status, body)

    expect(message).not.toBe('')
    expect(message.length).toBeLessThan(1000)
    expect(message).not.toMatch(/\/lab\/|PluginDesc/)
  },
)
