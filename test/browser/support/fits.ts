import type { Page } from 'playwright-core'

/** What stands beyond the edges of the screen, or is cut off by what it stands in. Fields may hold more than they show. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = document.querySelector('dialog[open]') ?? document.body
    const all = [...seen.querySelectorAll<HTMLElement>('*')].filter((one) => one.checkVisibility() && one.textContent)
    const hides = (one: HTMLElement) =>
      getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth
    const beyond = all.filter((one) => {
      const { left, right, width } = one.getBoundingClientRect()
      return width > 1 && (left < 0 || right > innerWidth || hides(one))
    })
    const sideways = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []
    return [...sideways, ...beyond.map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`)]
  })
