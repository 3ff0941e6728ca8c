import { startConnect } from '../../sandbox/connect/server.ts'
import { controlsOf } from '../../sandbox/slack/block-ids.ts'
import { textOf } from '../../sandbox/slack/composition.ts'
import { objs } from '../../sandbox/slack/json.ts'
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts'
import { stackOf } from '../../sandbox/slack/views.ts'
import { createPeople } from '../../test/support/slack.ts'
import { people, workspace } from '../../test/support/workspace.ts'
import { type Figure, figure, inTurns, median } from '../figure.ts'
import { startApp, startBareForm } from '../support/programs.ts'

/** Per turn of the comparison; in five 2,000. */
const TURNS = 400
/** What Connect says of a page is asked for and told after it is shown: that is not waited for. */
const PATIENCE_MS = 30_000

/** From a click on Next or Back in the largest form to the other page, against a bare Bolt app that updates a view. */
export async function measureTurns(): Promise<Figure[]> {
  const connect = await startConnect()
  const [forApp, forBare] = [await startWorkspace(), await startWorkspace()]
  const clusters = [{ id: 'prod', url: connect.urls[0] ?? '' }]
  const app = await startApp({ slack: reachable(forApp), clusters })
  const bare = await startBareForm({ slack: reachable(forBare), clusters })
  try {
    await opensLargest(forApp)
    await createPeople(forBare, PATIENCE_MS)('operator').runs('/connect')
    const [value = Number.NaN, baseline] = await inTurns(
      () => turns(forApp),
      () => turns(forBare),
    )
    return [figure({ name: 'page turn of the largest form, median', unit: 'ms', value, baseline })]
  } finally {
    await Promise.all([app.stop(), bare.stop()])
    await Promise.all([forApp.close(), forBare.close(), connect.close()])
  }
}

function startWorkspace(): Promise<SlackSandbox> {
  const seed = workspace()
  const app = { ...seed.app, botToken: 'xoxb-bench', appToken: 'xapp-bench' }
  return startSlack({ seed: { ...seed, app }, rateLimits: false })
}

const reachable = (slack: SlackSandbox) => ({
  apiUrl: slack.apiUrl,
  port: undefined,
  reached: () =>
    slack.waitFor(() => slack.sockets.count() > 0, 'is reached', people.operator, PATIENCE_MS).then(() => {}),
})

async function opensLargest(slack: SlackSandbox): Promise<void> {
  const operator = createPeople(slack, PATIENCE_MS)('operator')
  await operator.runs('/connect create')
  await operator.sees('Connector class')
  await operator.chooses('Connector class', 'PostgresConnector 3.6.1.Final')
  await operator.submits()
  await operator.sees('Check and review')
}

/** The median time of a page turn. */
async function turns(slack: SlackSandbox): Promise<number> {
  const times: number[] = []
  while (times.length < TURNS) times.push(await turn(slack))
  return median(times)
}

async function turn(slack: SlackSandbox): Promise<number> {
  const before = pageIn(slack)
  const [control] = before.controls
  if (control === undefined) throw new Error('The form that is open has one page')
  const clicked = performance.now()
  await slack.click(people.operator, { view: before.view }, control)
  await slack.waitFor(() => pageIn(slack).id !== before.id, 'sees the other page', people.operator, PATIENCE_MS)
  return performance.now() - clicked
}

/** The page that is open: what leads away from it names it. */
function pageIn(slack: SlackSandbox) {
  const view = stackOf(slack.world, people.operator).at(-1)
  if (view === undefined) throw new Error('No form is open')
  const controls = controlsOf(objs(view.payload.blocks)).filter(({ element }) =>
    ['Back', 'Next'].includes(textOf(element.text)),
  )
  return { view: view.id, controls, id: controls.map(({ element }) => String(element.value)).join() }
}
