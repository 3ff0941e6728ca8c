import type { Page } from 'playwright-core'

/** One window, and what somebody does in it. */
export function createPerson(page: Page) {
  const box = () => page.getByRole('combobox', { name: /^Message/ })
  const messages = () => page.getByRole('log', { name: 'Messages' }).getByRole('article')

  return {
    page,
    messages,
    /** The newest message that holds this text, once it is there. */
    async sees(text: string | RegExp) {
      const message = messages().filter({ hasText: text }).last()
      await message.waitFor()
      return message
    },
    /** Types a command and presses Enter. */
    async runs(command: string) {
      await box().fill(command)
      await box().press('Enter')
    },
    /** Presses the last button of this name, which screen readers would say. */
    clicks: (name: string | RegExp) => page.getByRole('button', { name }).last().click(),
    /** Opens a conversation or the Home; a phone has them behind a button. */
    async goesTo(name: string) {
      const menu = page.getByRole('button', { name: /☰/ })
      if (await menu.isVisible()) await menu.click()
      await page.getByRole('navigation').getByRole('button', { name }).click()
    },
    /** Uses the control panel. */
    async makesHappen(label: string) {
      await page.getByRole('button', { name: 'Make happen' }).click()
      await page.getByRole('complementary').getByRole('button', { name: label }).click()
      await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
    },
    async closesDialog() {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    /** Waits until the window on top says this. */
    inDialog: (text: string | RegExp) =>
      page.getByRole('dialog').getByText(text).filter({ visible: true }).first().waitFor(),
    dialog: (title: string) => page.getByRole('dialog', { name: title }),
  }
}
export type Person = ReturnType<typeof createPerson>
