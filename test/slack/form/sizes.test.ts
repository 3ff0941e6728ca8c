import { expect, it } from 'vitest'
import { validateView } from '../../../sandbox/slack/limits/payloads.ts'
import { differenceOf } from '../../../src/connectors/form/difference.ts'
import { formModal } from '../../../src/slack/views/form/page.ts'
import { reviewModal } from '../../../src/slack/views/form/review.ts'
import { formOf, validated } from '../../connectors/form/support.ts'
import { pageOf } from './page-of.ts'

it('a page of selects with as many choices as one may show is none too large for Slack', () => {
  const recommended_values = Array.from({ length: 90 }, (_, n) => `${n} ${'ü'.repeat(70)}`)
  const keys = Array.from({ length: 25 }, (_, n) => `key.${n}`)
  const form = formOf(validated(keys.map((name) => ({ definition: { name }, value: { name, recommended_values } }))))

  const refused = form.pages.map(({ id }) => validateView(formModal(pageOf(form, id)), 'modal'))

  expect(refused.filter(Boolean)).toEqual([])
})

it('a review of many long values is none too large for Slack, and says how many it leaves out', () => {
  const keys = Array.from({ length: 300 }, (_, n) => `${n}.${'k'.repeat(250)}`)
  const before = new Map(keys.map((key) => [key, 'ü'.repeat(300)]))
  const form = formOf(validated([]), { config: before })
  const after = new Map(keys.map((key) => [key, 'ö'.repeat(300)]))

  const view = reviewModal({
    draft: pageOf(form, 'text.1').draft,
    name: 'orders',
    clusterName: 'Production',
    difference: differenceOf(before, after, form.secrecy),
    titles: new Map(),
    warnings: [],
    leaving: { endpoints: [], secrets: [] },
    contested: [],
    unchecked: undefined,
    lacking: [],
  })

  expect(validateView(view, 'modal')).toBeUndefined()
  expect(JSON.stringify(view)).toMatch(/and \d+ more keys/)
})

it.each([
  ['of those that are offered', 99],
  ['of others', 0],
])('a page of lists with as many long values as can be chosen, %s, is none too large for Slack', (_, offered) => {
  const values = Array.from({ length: 99 }, (_, n) => `${n}${'鍵'.repeat(140)}`)
  const keys = Array.from({ length: 25 }, (_, n) => `key.${n}`)
  const recommended_values = ['a', ...values.slice(0, offered)]
  const definitions = validated(
    keys.map((name) => ({ definition: { name, type: 'LIST' }, value: { name, recommended_values } })),
  )
  const form = formOf(definitions, { config: new Map(keys.map((name) => [name, values.slice(0, 20).join(',')])) })

  const refused = form.pages.map(({ id }) => validateView(formModal(pageOf(form, id)), 'modal'))

  expect(refused.filter(Boolean)).toEqual([])
})

it('a page of keys whose every text is as long as can be is none too large for Slack', () => {
  const keys = Array.from({ length: 25 }, (_, n) => `${n}.${'鍵'.repeat(2_000)}`)
  const definitions = validated(
    keys.map((name) => ({
      definition: { name, display_name: '鍵'.repeat(3_000), documentation: '鍵'.repeat(5_000), default_value: name },
      value: { name, errors: ['鍵'.repeat(3_000)], recommended_values: ['a', 'b'] },
    })),
  )
  const form = formOf(definitions)

  const refused = form.pages.map(({ id }) => validateView(formModal(pageOf(form, id)), 'modal'))

  expect(refused.filter(Boolean)).toEqual([])
})
