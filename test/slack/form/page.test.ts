import { expect, it } from 'vitest'
import { formModal } from '../../../src/slack/views/form/page.ts'
import { formOf, validated } from '../../connectors/form/support.ts'
import { pageOf } from './page-of.ts'

it('a name that stands for many keys has no input, and says where they are added', () => {
  const form = formOf(validated([{ definition: { name: 'params.<value>', group: 'Connection' } }]))
  const page = form.pages.find(({ title }) => title === 'Connection')?.id ?? ''

  const { blocks } = formModal(pageOf(form, page, { refused: new Map() }))

  expect(blocks.filter(({ type }) => type === 'input')).toEqual([])
  expect(JSON.stringify(blocks)).toContain('by its own name, on the page Custom keys')
})

it('Slack insists on keys without a default only: where a validator asks, another key may do as well', () => {
  const asked = (name: string, required: boolean) => ({
    definition: { name, required, importance: 'HIGH' },
    value: { name, errors: [`The ${name} value is invalid: A value is required`] },
  })
  const form = formOf(validated([asked('file', true), asked('host', false), asked('url', false)]))

  const { blocks } = formModal(pageOf(form, 'essentials.1', { refused: new Map() }))

  expect(blocks.flatMap((block) => ('optional' in block ? [block.optional] : []))).toEqual([false, true, true])
  expect(JSON.stringify(blocks)).toContain('! Required: The url value is invalid')
})
