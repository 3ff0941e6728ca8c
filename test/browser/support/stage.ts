import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { PEOPLE } from '../../../sandbox/demo/workspace.ts'
import { launchChromium } from './chromium.ts'
import { startDemo } from './demo.ts'
import { createPerson } from './person.ts'
import { DESK } from './sizes.ts'

const FOLDER = new URL('../../../build/browser/', import.meta.url)
/** Long enough for a restart that is watched until it holds. */
const PATIENCE_MS = 15_000

/** One demo and one browser for the stories of a file; what went wrong is kept in build/browser/. */
export function stage() {
  let browser: Browser
  let demo: Awaited<ReturnType<typeof startDemo>>
  let pages: Page[] = []

  beforeAll(async () => {
    ;[browser, demo] = await Promise.all([launchChromium(), startDemo()])
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keep(task.name)
    await Promise.all(pages.map((page) => page.context().close()))
    pages = []
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), demo?.stop()])
  })

  async function keep(story: string) {
    mkdirSync(FOLDER, { recursive: true })
    const name = story.replace(/\W+/g, '-').slice(0, 80)
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: new URL(`${name}.${index}.png`, FOLDER).pathname })
      const log = await page.request.get('/traffic').then((answer) => answer.text())
      writeFileSync(new URL(`${name}.${index}.log.json`, FOLDER), log)
    }
  }

  return {
    url: () => demo.url,
    browser: () => browser,
    /** A window of this person's, ready to be used. */
    async opens(part: (typeof PEOPLE)[number]['part'], viewport = DESK) {
      const person = PEOPLE.find((one) => one.part === part)
      const context = await browser.newContext({ viewport, baseURL: new URL(demo.url).origin })
      context.setDefaultTimeout(PATIENCE_MS)
      const page = await context.newPage()
      pages.push(page)
      await page.goto(`${demo.url}&as=${person?.id}`)
      await page.getByRole('combobox', { name: /^Message/ }).waitFor()
      return createPerson(page)
    },
  }
}
