import { globSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { manifestFor } from '../scripts/manifest.ts'

/** https://docs.slack.dev/reference/methods, for the methods that the code calls. */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Optional: without channels:history and groups:history neither a message nor a reply is looked for.
  'conversations.history': [],
  'conversations.replies': [],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}
/** Scopes that no method needs. */
const OTHER_SCOPES = ['commands']

const manifest = parse(manifestFor('/connect'))
const source = globSync('src/**/*.ts').map((path) => readFileSync(path, 'utf8'))
const found = (pattern: RegExp) => [
  ...new Set(source.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
]

function problemsOf(candidate: unknown) {
  const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true }))
  const validate = ajv.compile(JSON.parse(readFileSync('test/fixtures/slack-manifest.2.0.0.json', 'utf8')))
  validate(candidate)
  return validate.errors
}

it("is valid by Slack's own schema", () => {
  expect(problemsOf(manifest)).toBeNull()
})

it('asks for the scopes that the methods in use need, and for no more', () => {
  const methods = found(
    /\b(?:client|web|slack|api)\.((?:auth|bots|chat|conversations|usergroups|users|views)\.[\w.]+)\(/g,
  )

  expect(methods.filter((method) => SCOPES[method] === undefined)).toEqual([])
  const needed = new Set([...OTHER_SCOPES, ...methods.flatMap((method) => SCOPES[method] ?? [])])
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].sort())
})

it('asks for the events that have a listener, and for no more', () => {
  const events = found(/\bapp\.event\(\s*'(\w+)'/g)

  expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(events.sort())
})

it('runs over a socket in one workspace, with a token that does not expire', () => {
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: true,
    org_deploy_enabled: false,
    token_rotation_enabled: false,
    interactivity: { is_enabled: true },
  })
})

it('has the configured command, and its comments', () => {
  const text = manifestFor('/kc-prod')

  expect(parse(text).features.slash_commands).toMatchObject([{ command: '/kc-prod', should_escape: false }])
  expect(text).toContain('# who is ours')
})

it('serves HTTP mode as well: everything goes to one address', () => {
  const http = parse(manifestFor('/connect', 'https://bot.example.com/kafka/'))

  const url = 'https://bot.example.com/kafka/slack/events'
  expect(http.features.slash_commands).toMatchObject([{ command: '/connect', url }])
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: url },
    interactivity: { request_url: url, message_menu_options_url: url },
  })
  expect(problemsOf(http)).toBeNull()
})

it('wants an address that Slack can reach', () => {
  expect(() => manifestFor('/connect', 'bot.example.com')).toThrow('--http: is no https URL')
})
