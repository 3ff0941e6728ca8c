import { optionsOf, textOf } from '../../sandbox/slack/composition.ts'
import { isObj } from '../../sandbox/slack/json.ts'
import type { Reaction } from '../../sandbox/slack/people/deliver.ts'
import { findControl, type In, optionValue } from '../../sandbox/slack/screen/find.ts'
import type { SlackSandbox } from '../../sandbox/slack/server.ts'
import { PATIENCE } from './patience.ts'
import { people, type Role } from './workspace.ts'

interface How {
  in?: In
  /** Says yes to the confirm dialog. */
  confirm?: boolean
}

/** The channel in which people type unless the test says another. */
const CHANNEL = 'C0DATA'

/**
 * People of the workspace as a test speaks of them: `as('operator').runs('/connect list')`. A verb ends when the screen
 * of that person has changed, and fails with their screen as text when it has not within `patience` real milliseconds.
 */
export function createPeople(slack: SlackSandbox, patience = PATIENCE) {
  return function as(role: Role) {
    const user = people[role]
    const screen = () => slack.screen(user)
    const waitFor = (look: () => boolean, what: string) => slack.waitFor(look, `${role} ${what}`, user, patience)

    async function untilChanged(what: string, act: () => Promise<Reaction | undefined>): Promise<Reaction | undefined> {
      const before = screen()
      const reaction = await act()
      if (reaction?.kind === 'confirm') throw new Error(`${what} asks first: ${textOf(reaction.dialog.text)}`)
      if (reaction?.kind !== 'told') await waitFor(() => screen() !== before, what)
      return reaction
    }

    return {
      /** What they see now. */
      screen,

      /** Types a command. */
      runs: (text: string, how: { in?: string } = {}) =>
        untilChanged(`runs ${text}`, () => slack.command(user, how.in ?? CHANNEL, text)),

      /** Presses a button, by its text or accessibility label. */
      clicks(label: string, how: How = {}) {
        const { where, control } = findControl(slack, user, label, how.in)
        return untilChanged(`clicks ${label}`, () => slack.click(user, where, control, how))
      },

      /** Presses a button that asks first; what it asks. */
      async isAskedBy(label: string, how: { in?: In } = {}): Promise<string> {
        const { where, control } = findControl(slack, user, label, how.in)
        const reaction = await slack.click(user, where, control)
        if (reaction.kind !== 'confirm') throw new Error(`${label} does not ask`)
        const { title, text } = reaction.dialog
        return [title, text].filter(isObj).map(textOf).join('\n')
      },

      /** Chooses an option by its text; a field is called by its label or placeholder, an overflow menu `…`. */
      async chooses(field: string, option: string, how: How = {}): Promise<Reaction> {
        const { where, control } = findControl(slack, user, field, how.in)
        const external = String(control.element.type).endsWith('external_select')
        const options = external ? await slack.suggest(user, where, control, option) : optionsOf(control.element)
        return slack.choose(user, where, control, optionValue(options, option), how)
      },

      /** Types into a searchable select; the texts that it offers. */
      async searches(field: string, query: string, how: { in?: In } = {}): Promise<string[]> {
        const { where, control } = findControl(slack, user, field, how.in)
        return (await slack.suggest(user, where, control, query)).map((option) => textOf(option.text))
      },

      types(field: string, text: string, how: { in?: In; enter?: boolean } = {}): Promise<Reaction> {
        const { where, control } = findControl(slack, user, field, how.in)
        return slack.type(user, where, control, text, how)
      },

      /** Chooses a file on their device for a file input. */
      attaches(field: string, name: string, content: string): Promise<Reaction> {
        const { where, control } = findControl(slack, user, field, undefined)
        return slack.upload(user, where, control, [{ name, bytes: Buffer.from(content) }])
      },

      /** What the newest file of this name holds that the app has sent them. */
      opens(name: string): string {
        const file = [...slack.world.files.values()].findLast((one) => one.name === name)
        if (!file?.bytes) throw new Error(`${role} has got no file ${name}. They see:\n${screen()}`)
        return String(file.bytes)
      },

      submits: () => untilChanged('submits', () => slack.submitView(user)),
      closes: () => slack.closeView(user),

      /** Opens the app's Home tab; ends when the app has published it anew. */
      async opensHome(): Promise<void> {
        const published = () => slack.world.homes.get(user)?.hash
        const before = published()
        await slack.openHome(user)
        await waitFor(() => published() !== before, 'opens Home')
      },

      /** Waits until they see this; their whole screen. */
      async sees(expected: string | RegExp): Promise<string> {
        const found = () => (typeof expected === 'string' ? screen().includes(expected) : expected.test(screen()))
        await waitFor(found, `sees ${expected}`)
        return screen()
      },
    }
  }
}
