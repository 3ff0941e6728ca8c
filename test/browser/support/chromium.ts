import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** Where Chromium and its kin are installed. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Nothing but the page itself is to be loaded. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** @throws Error that says what to install where there is none */
export async function launchChromium() {
  const executablePath = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path))
  if (!executablePath) {
    throw new Error('No Chromium found: install one (Debian: apt install chromium), or set CHROMIUM_PATH to it')
  }
  // A profile folder of its own, new each time, is what launch() makes.
  return chromium.launch({ executablePath, args: FLAGS })
}
