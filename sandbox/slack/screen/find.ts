import { type Control, controlsOf } from '../block-ids.ts'
import { type optionsOf, textOf } from '../composition.ts'
import { objs } from '../json.ts'
import { visibleMessages } from '../messages.ts'
import type { Where } from '../people/surfaces.ts'
import type { SlackSandbox } from '../server.ts'
import { stackOf } from '../views.ts'
import { messageLines } from './surfaces.ts'
import { namesIn } from './text.ts'

/** Where to look: the Home tab, or the newest message that holds this text. */
export type In = 'home' | { message: string }

interface Found {
  where: Where
  control: Control
}

/**
 * A control by what a person calls it, on what is in front of them: the top modal if one is open, else the newest
 * message that has it, else Home.
 */
export function findControl(slack: SlackSandbox, user: string, name: string, place: In | undefined): Found {
  for (const { where, controls } of surfaces(slack, user, place)) {
    const found = controls.filter((control) => namesOf(control).includes(name))
    const [control] = found
    if (found.length > 1)
      throw new Error(`${found.length} controls are called "${name}"; use their accessibility label`)
    if (control) return { where, control }
  }
  throw new Error(`${user} sees nothing called "${name}". They see:\n${slack.screen(user)}`)
}

/** An option of a control by its text, as its value. */
export function optionValue(options: ReturnType<typeof optionsOf>, text: string): string {
  const option = options.find((candidate) => textOf(candidate.text) === text)
  const known = options.map((candidate) => textOf(candidate.text)).join(', ')
  if (!option) throw new Error(`There is no option "${text}"; there are: ${known || 'none'}`)
  return String(option.value)
}

function namesOf({ block, element }: Control): string[] {
  const overflow = element.type === 'overflow' ? ['…'] : []
  const texts = [textOf(element.text), textOf(block.label), textOf(element.placeholder), ...overflow]
  return [...texts, String(element.accessibility_label ?? '')].filter((text) => text !== '')
}

function surfaces(
  { world }: SlackSandbox,
  user: string,
  place: In | undefined,
): { where: Where; controls: Control[] }[] {
  const modal = stackOf(world, user).at(-1)
  if (modal && place === undefined) {
    return [{ where: { view: modal.id }, controls: controlsOf(objs(modal.payload.blocks)) }]
  }
  const home = { where: 'home' as const, controls: controlsOf(objs(world.homes.get(user)?.payload.blocks)) }
  if (place === 'home') return [home]
  const channels = [...world.channels.values()].filter(({ members }) => members.includes(user))
  const wanted = place?.message ?? ''
  const messages = channels
    .flatMap(({ id }) => visibleMessages(world, id, user))
    .filter((message) => messageLines(message, namesIn(world), {}).join('\n').includes(wanted))
    .sort((a, b) => (a.ts < b.ts ? 1 : -1))
  const found = messages.map(({ channel, ts, blocks }) => ({ where: { channel, ts }, controls: controlsOf(blocks) }))
  return place === undefined ? [...found, home] : found.slice(0, 1)
}
