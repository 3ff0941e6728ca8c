import type { Control } from '../block-ids.ts'
import { optionsOf } from '../composition.ts'
import { addFile, type DeviceFile, fileOutput } from '../files.ts'
import { changedValue, kindOf } from '../inputs.ts'
import { list, type Obj, obj, objs, present, words } from '../json.ts'
import { validateOptions } from '../limits/payloads.ts'
import { DONE, deliver, interaction, type PeopleDeps, type Reaction, tell } from './deliver.ts'
import { controlAt, type Surface, surfaceAt, type Target, type Where } from './surfaces.ts'

interface How {
  /** Answers the confirm dialog of the control. */
  confirm?: boolean
  /** Presses Enter after typing. */
  enter?: boolean
}

/** Clicking, choosing and typing in messages, modals and Home. */
export function createControls(deps: PeopleDeps) {
  const { world } = deps
  /** Options that an external select last offered, by surface and control. */
  const offered = new Map<string, Obj[]>()
  const offerKey = (user: string, surface: Surface, { blockId, actionId }: Control) =>
    [user, surface.id, blockId, actionId].join(' ')

  async function send(user: string, surface: Surface, control: Control, action: Obj): Promise<Reaction> {
    const { occasion } = surface
    const payload = present({
      ...interaction(deps, user, 'block_actions'),
      ...surface.payload(),
      response_url: occasion && deps.origin + deps.responseUrls.issue(occasion),
      actions: [
        {
          type: control.element.type,
          block_id: control.blockId,
          action_id: control.actionId,
          ...action,
          action_ts: world.ids.ts(),
        },
      ],
    })
    const delivered = await deliver(deps, { type: 'interactive', payload })
    return delivered.acked ? DONE : tell(deps, user, `This app did not respond (${delivered.why}).`)
  }

  function asksFirst(control: Control, how: How): Reaction | undefined {
    const dialog = control.element.confirm
    return dialog !== undefined && !how.confirm ? { kind: 'confirm', dialog: obj(dialog) } : undefined
  }

  /** Keeps the value and tells the app, unless the control is an input that does not dispatch. */
  async function change(user: string, surface: Surface, control: Control, value: unknown, told: boolean) {
    const { block, element, blockId, actionId } = control
    const changed = changedValue(element, value)
    const before = surface.state()
    surface.setState({ ...before, [blockId]: { ...before[blockId], [actionId]: changed } })
    world.changes.changed()
    if (!told || (block.type === 'input' && block.dispatch_action !== true)) return DONE
    const { type: _, ...members } = changed
    return send(user, surface, control, members)
  }

  return {
    /** Presses a button. */
    async click(user: string, where: Where, target: Target, how: How = {}): Promise<Reaction> {
      const surface = surfaceAt(world, user, where)
      const control = controlAt(surface, target)
      const { type, text, value, style } = control.element
      if (type !== 'button') throw new Error(`${target.actionId} is no button but a ${type}`)
      return asksFirst(control, how) ?? send(user, surface, control, present({ text, value, style }))
    },

    /**
     * Chooses options by their values (of an overflow menu, a select, checkboxes, radio buttons), or a user, channel or
     * date by itself. [] clears. An external select knows only what it was last asked for with `suggest`.
     */
    async choose(
      user: string,
      where: Where,
      target: Target,
      choice: string | string[],
      how: How = {},
    ): Promise<Reaction> {
      const surface = surfaceAt(world, user, where)
      const control = controlAt(surface, target)
      const { element } = control
      const ask = asksFirst(control, how)
      if (ask) return ask
      const takesOptions = element.type === 'overflow' || kindOf(element)?.member.startsWith('selected_option')
      const known = [...optionsOf(element), ...(offered.get(offerKey(user, surface, control)) ?? [])]
      const chosen = [choice].flat().map((value) => (takesOptions ? pick(known, value) : value))
      if (element.type === 'overflow') return send(user, surface, control, { selected_option: chosen[0] })
      return change(user, surface, control, kindOf(element)?.many ? chosen : chosen[0], true)
    },

    /** Types into a text input, replacing what was there. */
    async type(user: string, where: Where, target: Target, text: string, how: How = {}): Promise<Reaction> {
      const surface = surfaceAt(world, user, where)
      const control = controlAt(surface, target)
      if (kindOf(control.element)?.member !== 'value') throw new Error(`${target.actionId} takes no text`)
      const triggers = list(obj(control.element.dispatch_action_config).trigger_actions_on)
      const onCharacter = triggers.includes('on_character_entered')
      const onEnter = triggers.length === 0 || triggers.includes('on_enter_pressed')
      return change(user, surface, control, text, onCharacter || (how.enter === true && onEnter))
    },

    /** Chooses files on their device, in the place of those that were there. */
    async upload(user: string, where: Where, target: Target, files: readonly DeviceFile[]): Promise<Reaction> {
      const surface = surfaceAt(world, user, where)
      const control = controlAt(surface, target)
      const { type, max_files: most = 10 } = control.element
      if (type !== 'file_input') throw new Error(`${target.actionId} takes no files`)
      if (files.length > Number(most)) throw new Error(`${target.actionId} takes ${most} files at most`)
      const taken = files.map((file) => fileOutput(world, deps.origin, addFile(world, user, file)))
      return change(user, surface, control, taken, true)
    },

    /** Types into an external select; the options that the app offers, none while the query is too short. */
    async suggest(user: string, where: Where, target: Target, query: string): Promise<Obj[]> {
      const surface = surfaceAt(world, user, where)
      const control = controlAt(surface, target)
      const { min_query_length: least = 3 } = control.element
      if (query.length < Number(least)) return []
      const { trigger_id: _, ...common } = interaction(deps, user, 'block_suggestion')
      const ids = { block_id: control.blockId, action_id: control.actionId, value: query }
      const delivered = await deliver(deps, {
        type: 'interactive',
        payload: { ...common, ...surface.payload(), ...ids },
      })
      if (!delivered.acked || validateOptions(delivered.payload)) {
        tell(deps, user, 'The options could not be loaded.')
        return []
      }
      const options = optionsOf(delivered.payload)
      offered.set(offerKey(user, surface, control), options)
      return options
    },
  }
}

function pick(options: Obj[], value: string): Obj {
  const option = options.find((candidate) => candidate.value === value)
  if (option) return option
  const known = objs(options).map((candidate) => words(candidate.value))
  throw new Error(`There is no option "${value}"; there are: ${known.join(', ') || 'none'}`)
}
