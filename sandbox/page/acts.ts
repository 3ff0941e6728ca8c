import { z } from 'zod'
import type { Obj } from '../slack/json.ts'
import type { Reaction } from '../slack/people/deliver.ts'
import type { SlackSandbox } from '../slack/server.ts'

const Where = z.union([
  z.literal('home'),
  z.object({ view: z.string() }),
  z.object({ channel: z.string(), ts: z.string() }),
])
const target = { where: Where, target: z.object({ actionId: z.string(), blockId: z.string() }) }
const confirm = z.boolean().default(false)

/** What a person can do, as the page sends it. */
const Act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('command'), channel: z.string(), text: z.string() }),
  z.object({ do: z.literal('say'), channel: z.string(), text: z.string(), threadTs: z.string().optional() }),
  z.object({ do: z.literal('click'), ...target, confirm }),
  z.object({ do: z.literal('choose'), ...target, choice: z.union([z.string(), z.array(z.string())]), confirm }),
  z.object({ do: z.literal('type'), ...target, text: z.string(), enter: z.boolean().default(false) }),
  z.object({ do: z.literal('upload'), ...target, files: z.array(z.object({ name: z.string(), base64: z.base64() })) }),
  z.object({ do: z.literal('suggest'), ...target, query: z.string() }),
  z.object({ do: z.literal('submit') }),
  z.object({ do: z.literal('close'), all: z.boolean().default(false) }),
  z.object({ do: z.literal('openHome') }),
  z.object({ do: z.literal('dismiss') }),
])
export type Act = z.input<typeof Act>

/** What comes back: Slack's reaction, or for `suggest` the options. */
export type Answer = Reaction | { kind: 'options'; options: Obj[] } | { kind: 'wrong'; text: string }

type Runs = {
  [Name in z.infer<typeof Act>['do']]: (act: Extract<z.infer<typeof Act>, { do: Name }>) => Promise<Answer>
}

const DONE: Answer = { kind: 'done' }

/** Carries out what one person does; what the screen no longer holds is `wrong`. */
export async function carryOut(slack: SlackSandbox, user: string, body: unknown): Promise<Answer> {
  const runs: Runs = {
    command: ({ channel, text }) => slack.command(user, channel, text),
    say: ({ channel, text, threadTs }) => slack.say(user, channel, text, threadTs).then(() => DONE),
    click: (act) => slack.click(user, act.where, act.target, act),
    choose: (act) => slack.choose(user, act.where, act.target, act.choice, act),
    type: (act) => slack.type(user, act.where, act.target, act.text, act),
    upload: ({ where, target: at, files }) =>
      slack.upload(
        user,
        where,
        at,
        files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
      ),
    suggest: async (act) => ({
      kind: 'options',
      options: await slack.suggest(user, act.where, act.target, act.query),
    }),
    submit: () => slack.submitView(user),
    close: (act) => slack.closeView(user, act).then(() => DONE),
    openHome: () => slack.openHome(user).then(() => DONE),
    dismiss: async () => {
      slack.world.notices.delete(user)
      slack.world.changes.changed()
      return DONE
    },
  }
  try {
    const act = Act.parse(body)
    return await run(runs, act)
  } catch (error) {
    return { kind: 'wrong', text: error instanceof Error ? error.message : String(error) }
  }
}

function run<Name extends keyof Runs>(runs: Runs, act: Extract<z.infer<typeof Act>, { do: Name }>): Promise<Answer> {
  return runs[act.do](act)
}
