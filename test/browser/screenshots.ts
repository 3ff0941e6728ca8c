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

/** Of the README; each in a window of its own. */
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
]

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
