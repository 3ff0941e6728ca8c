import type { Locator, Page } from 'playwright-core'

/** How somebody uses what they see. All names are what a screen reader would say. */
export interface Hands {
  /** Types a command and sends it. */
  runs(command: string): Promise<void>
  presses(name: string | RegExp): Promise<void>
  /** Replaces what stands in a text field. */
  types(field: string | RegExp, text: string): Promise<void>
  /** Finds an option of a select by a part of it, and takes it. */
  chooses(field: string | RegExp, words: string): Promise<void>
}

type Role = 'button' | 'textbox' | 'combobox'

const COMPOSER = /^Message/

/** The newest control of this name: in the window on top where one is open. */
const control = (page: Page, role: Role, name: string | RegExp) => page.getByRole(role, { name }).last()

const ATTEMPT = { timeout: 5_000 }

/** A select that the app draws anew while it is open closes, here as in Slack: one opens it again. */
async function insists(attempt: () => Promise<void>): Promise<void> {
  await attempt().catch(attempt).catch(attempt)
}

/** Waits until the options are those for what was typed: the first one holds it. */
async function offered(page: Page, words: string): Promise<Locator> {
  const option = page.getByRole('option').filter({ visible: true }).filter({ hasText: words }).first()
  await option.waitFor(ATTEMPT)
  return option
}

export function mouse(page: Page): Hands {
  return {
    async runs(command) {
      await control(page, 'combobox', COMPOSER).fill(command)
      await page.getByRole('button', { name: 'Send' }).click()
    },
    presses: (name) => control(page, 'button', name).click(),
    types: (field, text) => control(page, 'textbox', field).fill(text),
    chooses: (field, words) =>
      insists(async () => {
        const select = control(page, 'combobox', field)
        await select.click()
        await select.fill(words)
        await (await offered(page, words)).click(ATTEMPT)
      }),
  }
}

/** So many presses of Tab lead around any window. */
const AROUND = 120

/** Tab, Enter, the arrows and letters; nothing else. */
export function keyboard(page: Page): Hands {
  async function reaches(role: Role, name: string | RegExp) {
    const wanted = control(page, role, name)
    await wanted.waitFor()
    for (let presses = 0; presses < AROUND; presses++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reaches the ${role} “${name}”`)
  }
  async function replaces(text: string) {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }

  return {
    async runs(command) {
      await reaches('combobox', COMPOSER)
      await replaces(command)
      await page.keyboard.press('Enter')
    },
    async presses(name) {
      await reaches('button', name)
      await page.keyboard.press('Enter')
    },
    async types(field, text) {
      await reaches('textbox', field)
      await replaces(text)
    },
    chooses: (field, words) =>
      insists(async () => {
        await reaches('combobox', field)
        await replaces(words)
        const option = await offered(page, words)
        const isActive = () => option.evaluate((element) => element.classList.contains('active'), null, ATTEMPT)
        while (!(await isActive())) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
      }),
  }
}
