import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launchChromium } from './support/chromium.ts'
import { startDemo } from './support/demo.ts'
import { createPerson, type Person } from './support/person.ts'
import { PHONE } from './support/sizes.ts'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const WINDOW = { width: 1000, height: 760 }

interface Picture {
  name: string
  /** Member id of who looks; the operator unless told. */
  as?: string
  size?: { width: number; height: number }
  /** What is done before the picture is taken. */
  take: (person: Person) => Promise<unknown>
}

/** Of the README; each in a window of its own, in this order: an alert's life goes on from one to the next. */
const PICTURES: readonly Picture[] = [
  {
    name: 'fleet',
    async take(person) {
      await person.runs('/connect')
      await person.sees('connectors')
    },
  },
  { name: 'card', take: opensCard },
  {
    name: 'refusal',
    as: 'U0READER',
    size: { ...WINDOW, height: 420 },
    async take(person) {
      await person.runs('/connect restart prod/payments-pg-source')
      await person.sees('CONNECT_ALTER_STATE')
    },
  },
  {
    name: 'trace',
    async take(person) {
      await opensCard(person)
      await person.clicks('Trace')
      await person.page.getByRole('dialog').getByText('Caused by').first().waitFor()
    },
  },
  {
    name: 'confirm',
    async take(person) {
      await opensCard(person)
      await person.clicks('Stop')
      await person.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).waitFor()
    },
  },
  { name: 'phone', size: PHONE, take: opensCard },
  {
    name: 'create',
    as: 'U0ADMIN',
    async take(person) {
      await person.runs('/connect create')
      await person.inDialog('Connector class')
      await person.page.getByRole('combobox', { name: 'Connector class' }).fill('sink')
      await person.page.getByRole('option').filter({ hasText: 'JdbcSink' }).first().waitFor()
    },
  },
  {
    name: 'form',
    as: 'U0ADMIN',
    take: opensForm,
  },
  {
    name: 'review',
    as: 'U0ADMIN',
    async take(person) {
      await opensForm(person)
      await person.page.getByRole('textbox', { name: /^Tasks max/ }).fill('4')
      await person.clicks('Check and review')
      await person.inDialog('~ tasks.max')
    },
  },
  {
    name: 'alert',
    async take(person) {
      await person.goesTo('# data-alerts')
      await person.makesHappen('Database down')
      await seesAlert(person, 'firing ✖')
    },
  },
  {
    name: 'alert-phone',
    size: PHONE,
    async take(person) {
      await person.goesTo('# data-alerts')
      await (await seesAlert(person, 'firing ✖')).getByRole('button', { name: 'Acknowledge' }).click()
      await seesAlert(person, 'acknowledged ◐')
    },
  },
  {
    name: 'alert-thread',
    as: 'U0ADMIN',
    size: { width: 1280, height: 920 },
    async take(person) {
      await person.goesTo('# data-alerts')
      await person.makesHappen('Causes gone')
      const alert = await seesAlert(person, 'acknowledged ◐')
      await alert.getByRole('button', { name: 'Restart failed tasks of all 3…' }).click()
      await person.clicks('Restart 3')
      const recovered = await seesAlert(person, 'recovered ●')
      await recovered.getByRole('button', { name: /repl(y|ies)/ }).click()
      for (const told of ['ada restarted 3 of 3', 'recovered ● after'])
        await person.page.getByRole('complementary').getByText(told).first().waitFor()
    },
  },
]

async function opensForm(person: Person) {
  await person.runs('/connect config prod/customers-jdbc-sink')
  await person.inDialog('0 changes')
}

const seesAlert = (person: Person, state: string) => person.sees(new RegExp(`${state}.*3 connectors on Production`))

async function opensCard(person: Person) {
  await person.runs('/connect show prod/orders-jdbc-sink')
  await person.sees('1 of 4 tasks failed')
}

const [browser, demo] = await Promise.all([launchChromium(), startDemo()])
mkdirSync(FOLDER, { recursive: true })
for (const { name, as = 'U0OPERATOR', size = WINDOW, take } of PICTURES) {
  const page = await browser.newPage({ viewport: size })
  await page.goto(`${demo.url}&as=${as}`)
  await page.getByRole('combobox', { name: /^Message/ }).waitFor()
  await take(createPerson(page))
  await page.screenshot({ path: `${FOLDER}${name}.png` })
  console.log(`docs/screenshots/${name}.png`)
  await page.close()
}
await Promise.all([browser.close(), demo.stop()])
