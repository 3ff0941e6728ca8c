import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseDocument } from 'yaml'
import { ConfigError } from '../src/config/problems.ts'
import { configuredCommand } from '../src/config.ts'
import { printingProblems } from './print.ts'

/** manifest.yml with another slash command, its comments kept. `address`: for HTTP mode, where Slack reaches the app. */
export function manifestFor(command: string, address?: string): string {
  const document = parseDocument(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'))
  document.setIn(['features', 'slash_commands', 0, 'command'], command)
  if (address !== undefined) {
    const url = requestUrl(address)
    for (const path of REQUEST_URLS) document.setIn(path, url)
    document.setIn(['settings', 'socket_mode_enabled'], false)
  }
  return document.toString({ lineWidth: 0 })
}

const REQUEST_URLS = [
  ['features', 'slash_commands', 0, 'url'],
  ['settings', 'event_subscriptions', 'request_url'],
  ['settings', 'interactivity', 'request_url'],
  ['settings', 'interactivity', 'message_menu_options_url'],
]

/** `https://bot.example.com` → `https://bot.example.com/slack/events` */
function requestUrl(address: string): string {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') {
    throw new ConfigError([{ where: '--http', message: 'is no https URL: write where Slack reaches the app' }])
  }
  return `${url.origin}${url.pathname.replace(/(\/slack\/events)?\/*$/, '')}/slack/events`
}

function print(): void {
  const { values } = parseArgs({ options: { http: { type: 'string' } } })
  process.stdout.write(manifestFor(configuredCommand(), values.http))
}

if (import.meta.main) await printingProblems(print)
