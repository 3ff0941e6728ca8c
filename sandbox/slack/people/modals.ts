import { controlsOf } from '../block-ids.ts'
import { heldBy } from '../inputs.ts'
import { isObj, obj, objs, str } from '../json.ts'
import { validateView } from '../limits/payloads.ts'
import { closeViews, isFull, pushView, replaceView, stackOf, viewOutput } from '../views.ts'
import type { View } from '../world.ts'
import { DONE, deliver, interaction, type PeopleDeps, type Reaction, tell } from './deliver.ts'

const TROUBLE = 'We had some trouble connecting. Try again?'

/** Submitting and closing the modal that is on top. */
export function createModals(deps: PeopleDeps) {
  const { world } = deps

  function topView(user: string): View {
    const view = stackOf(world, user).at(-1)
    if (!view) throw new Error(`${user} has no modal open`)
    return view
  }

  function refuse(view: View, errors: { [blockId: string]: string }): Reaction {
    view.errors = errors
    world.changes.changed()
    return { kind: 'errors', errors }
  }

  /** What the app answers to a submission; anything that Slack cannot use leaves the modal as it was. */
  const RESPONSES: { [action: string]: (user: string, view: View, answer: Record<string, unknown>) => Reaction } = {
    errors(user, view, answer) {
      const inputs = objs(view.payload.blocks).filter((block) => block.type === 'input')
      const known = new Set(inputs.map((block) => block.block_id))
      const errors = Object.entries(obj(answer.errors)).map(([id, text]): [string, string] => [id, str(text) ?? ''])
      const usable = errors.length > 0 && errors.every(([id, text]) => known.has(id) && text !== '')
      return usable ? refuse(view, Object.fromEntries(errors)) : tell(deps, user, TROUBLE)
    },
    update(user, view, answer) {
      if (validateView(answer.view) || !isObj(answer.view)) return tell(deps, user, TROUBLE)
      replaceView(world, view, answer.view)
      return DONE
    },
    push(user, _view, answer) {
      if (validateView(answer.view) || !isObj(answer.view) || isFull(world, user)) return tell(deps, user, TROUBLE)
      pushView(world, user, answer.view)
      return DONE
    },
    clear(user) {
      closeViews(world, user, [])
      return DONE
    },
  }

  return {
    /** Presses the submit button. */
    async submitView(user: string): Promise<Reaction> {
      const view = topView(user)
      if (view.payload.submit === undefined) throw new Error('This modal has no submit button')
      const missing = localErrors(view)
      if (Object.keys(missing).length > 0) return refuse(view, missing)
      view.errors = {}
      const payload = {
        ...interaction(deps, user, 'view_submission'),
        view: viewOutput(world, view),
        response_urls: [],
      }
      const delivered = await deliver(deps, { type: 'interactive', payload })
      if (!delivered.acked) return tell(deps, user, TROUBLE)
      const action = str(delivered.payload.response_action)
      if (action === undefined) {
        closeViews(
          world,
          user,
          stackOf(world, user).filter((open) => open !== view),
        )
        return DONE
      }
      const respond = Object.hasOwn(RESPONSES, action) ? RESPONSES[action] : undefined
      return respond ? respond(user, view, delivered.payload) : tell(deps, user, TROUBLE)
    },

    /** Presses Cancel, or with `all` the cross that closes every view. */
    async closeView(user: string, how: { all?: boolean } = {}): Promise<void> {
      const view = topView(user)
      const all = how.all === true || view.payload.clear_on_close === true
      const closed = all ? stackOf(world, user).toReversed() : [view]
      closeViews(
        world,
        user,
        stackOf(world, user).filter((open) => !closed.includes(open)),
      )
      for (const gone of closed.filter(({ payload }) => payload.notify_on_close === true)) {
        const { trigger_id: _, ...common } = interaction(deps, user, 'view_closed')
        const payload = { ...common, view: viewOutput(world, gone), is_cleared: all }
        await deliver(deps, { type: 'interactive', payload })
      }
    },
  }
}

/** What Slack checks before it asks the app. */
function localErrors(view: View): { [blockId: string]: string } {
  const inputs = controlsOf(objs(view.payload.blocks)).filter(({ block }) => block.type === 'input')
  const errors = inputs.flatMap((control): [string, string][] => {
    const held = heldBy(view.state, control)
    if (held === undefined) {
      return control.block.optional === true ? [] : [[control.blockId, 'Please complete this required field.']]
    }
    const error =
      typeof held === 'string' ? TEXT_RULES[String(control.element.type)]?.(held, control.element) : undefined
    return error ? [[control.blockId, error]] : []
  })
  return Object.fromEntries(errors)
}

type TextRule = (text: string, element: Record<string, unknown>) => string | undefined
const TEXT_RULES: { [type: string]: TextRule } = {
  plain_text_input: (text, { min_length: min = 0, max_length: max = 3000 }) => {
    const length = [...text].length
    if (length < Number(min)) return `Must be at least ${min} characters.`
    return length > Number(max) ? `Must be at most ${max} characters.` : undefined
  },
  number_input: (text, { is_decimal_allowed: decimal, min_value: min, max_value: max }) => {
    if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)) return 'Please enter a valid number.'
    const below = min !== undefined && Number(text) < Number(min)
    const above = max !== undefined && Number(text) > Number(max)
    return below || above ? `Please enter a number from ${min ?? '…'} to ${max ?? '…'}.` : undefined
  },
  email_text_input: (text) => (/^\S+@\S+\.\S+$/.test(text) ? undefined : 'Please enter a valid email address.'),
  url_text_input: (text) => (URL.canParse(text) ? undefined : 'Please enter a valid URL.'),
}
