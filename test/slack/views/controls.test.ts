import { describe, expect, it } from 'vitest'
import { decodeTarget } from '../../../src/slack/ids.ts'
import { isLook } from '../../../src/slack/looks.ts'
import { isOpening } from '../../../src/slack/openings.ts'
import { AWKWARD } from './awkward.ts'
import { everyView } from './every-view.ts'
import { buttonsIn, labelOf, objectsIn } from './walk.ts'

const texts = ['ordinary', 'of 500 characters'].map((what) => ({ what, views: everyView(AWKWARD[what] ?? '', 12) }))
const cases = texts.flatMap(({ what, views }) => Object.entries(views).map(([name, view]) => ({ what, name, view })))

describe.each(cases)('$name with names $what', ({ view }) => {
  it('has no two buttons that sound the same', () => {
    const spoken = buttonsIn(view).map((button) => String(button.accessibility_label ?? labelOf(button)))

    expect(spoken).toEqual([...new Set(spoken)])
  })

  it('says for each button with a repeated label what it is for', () => {
    const groups = Map.groupBy(buttonsIn(view), labelOf)
    const repeated = [...groups.values()].filter(({ length }) => length > 1).flat()

    expect(repeated.filter((button) => button.accessibility_label === undefined)).toEqual([])
  })

  it('has only controls that lead somewhere, with values of this version', () => {
    const controls = objectsIn(view).filter(({ action_id, type }) => action_id && type !== 'plain_text_input')
    const values = objectsIn(view).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))

    for (const { action_id } of controls) {
      const [kind, what = ''] = String(action_id).split(':')
      const acts = kind === 'do' || kind === 'alert'
      const leads = acts || (kind === 'look' && isLook(what)) || (kind === 'open' && isOpening(what))
      expect(leads, String(action_id)).toBe(true)
    }
    expect(values.filter((value) => decodeTarget(value) === undefined)).toEqual([])
  })

  it('shows at most four buttons side by side', () => {
    const rows = objectsIn(view).flatMap(({ type, elements }) => (type === 'actions' ? [elements] : []))

    for (const row of rows) expect(buttonsIn(row).length).toBeLessThanOrEqual(4)
  })
})
