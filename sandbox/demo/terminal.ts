import { createInterface } from 'node:readline'
import { optionsOf, textOf } from '../slack/composition.ts'
import { obj } from '../slack/json.ts'
import type { Reaction } from '../slack/people/deliver.ts'
import { findControl, optionValue } from '../slack/screen/find.ts'
import type { SlackSandbox } from '../slack/server.ts'
import type { Happening } from './happenings.ts'
import { createPrinter } from './printer.ts'
import { PEOPLE, type Person } from './workspace.ts'

interface Deps {
  slack: SlackSandbox
  happenings: readonly Happening[]
  print: (text: string) => void
  /** The person has typed `quit`, or closed the input. */
  leave: () => void
}

type Verb = (rest: string) => Promise<Reaction | undefined> | undefined

/** The workspace without a browser: commands are typed, answers printed, controls used by what they are called. */
export function startTerminal({ slack, happenings, print, leave }: Deps) {
  let me: Person = PEOPLE[1] ?? fail('There is nobody to act as')
  let channel = 'C0DATA'
  let left = false
  const printer = createPrinter(slack, print)

  const find = (name: string) => findControl(slack, me.id, name, undefined)

  async function choose(text: string): Promise<Reaction> {
    const [field, option] = halves(text)
    const { where, control } = find(field)
    const external = String(control.element.type).endsWith('external_select')
    const options = external ? await slack.suggest(me.id, where, control, option) : optionsOf(control.element)
    return slack.choose(me.id, where, control, optionValue(options, option), { confirm: true })
  }

  const VERBS: Record<string, [usage: string, does: string, run: Verb]> = {
    press: [
      'press <label>',
      'presses a button, also of a modal or dialog',
      (label) => {
        const { where, control } = find(label)
        return slack.click(me.id, where, control, { confirm: true })
      },
    ],
    choose: ['choose <field> = <option>', 'chooses from a select or menu (… is the menu)', choose],
    type: [
      'type <field> = <text>',
      'fills a field',
      (text) => {
        const [field, value] = halves(text)
        const { where, control } = find(field)
        return slack.type(me.id, where, control, value)
      },
    ],
    submit: ['submit', 'submits the modal', () => slack.submitView(me.id)],
    close: ['close', 'closes the modal', async () => void (await slack.closeView(me.id))],
    home: ['home', "opens the app's Home tab", async () => void (await slack.openHome(me.id))],
    as: ['as <part>', PEOPLE.map(({ part }) => part).join(', '), become],
    in: ['in <channel>', 'goes to another channel', enter],
    screen: ['screen', 'everything that you see', async () => void print(slack.screen(me.id))],
    make: ['make <what> happen', happenings.map(({ id }) => id).join(', '), happen],
    help: ['help', 'this', async () => void print(help())],
    quit: ['quit', 'ends everything, as Ctrl-C does', async () => void leave()],
  }

  async function become(part: string) {
    me =
      PEOPLE.find((person) => [person.part, person.name].includes(part)) ??
      fail(`Nobody is called “${part}”: ${PEOPLE.map((person) => person.part).join(', ')}`)
    channel = [...slack.world.channels.values()].find(({ members }) => members.includes(me.id))?.id ?? channel
    printer.watch(me.id)
    print(`You are ${me.realName}: ${me.about}.`)
    return undefined
  }

  async function enter(name: string) {
    const known = [...slack.world.channels.values()].filter(({ members }) => members.includes(me.id))
    const found = known.find((one) => one.name === name.replace('#', ''))
    channel = found?.id ?? fail(`You are in: ${known.map((one) => `#${one.name}`).join(', ')}`)
    return undefined
  }

  async function happen(text: string) {
    const id = text.replace(/\s+happen$/, '')
    const found = happenings.find((one) => one.id === id) ?? fail(`There is no “${id}”: type help`)
    await found.run()
    print(`${found.label}: ${found.does}`)
    return undefined
  }

  const help = () =>
    [
      row('/connect …', 'types the command; /connect help lists what it knows'),
      ...Object.values(VERBS).map(([usage, does]) => row(usage, does)),
    ].join('\n')

  async function run(line: string): Promise<void> {
    const text = line.trim()
    if (text === '') return
    const [word = '', ...rest] = text.split(/\s+/)
    const verb = VERBS[word.toLowerCase()]
    if (!text.startsWith('/') && !verb) return print(`“${word}” is not known here: type help, or a command as /connect`)
    const reaction = await (verb ? verb[2](rest.join(' ')) : slack.command(me.id, channel, text))
    if (reaction?.kind === 'confirm') print(textOf(obj(reaction.dialog).text))
  }

  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  input.on('line', (line) => {
    run(line)
      .catch((error: unknown) => print(firstLine(error)))
      .finally(() => left || input.prompt())
  })
  input.once('SIGINT', leave).once('close', leave)
  printer.watch(me.id)
  print(`You are ${me.realName} in #data-platform: ${me.about}. Type /connect, or help.`)
  input.prompt()
  return {
    close() {
      left = true
      printer.close()
      input.removeListener('close', leave).close()
    },
  }
}

/** `field = value` */
function halves(text: string): [string, string] {
  const [first = '', ...rest] = text.split('=')
  return [first.trim(), rest.join('=').trim()]
}

const row = (usage: string, does: string) => usage.padEnd(28) + does
/** Some errors of the sandbox go on with the whole screen, which is in view already. */
const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/ They see:.*/s, '')

function fail(text: string): never {
  throw new Error(text)
}
