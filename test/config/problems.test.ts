import { expect, it } from 'vitest'
import { CLUSTERS, PERMISSIONS, problemsOf } from './load.ts'

it('lists everything wrong at once, each with its line and what to write', () => {
  const yaml = `slack:
  comand: /kc
  announce: 3
clusters:
  - id: prod
    url: http://bot:hunter2@connect:8083
    tls: { ca: missing.pem, cert: c.pem }
  - id: prod
    urls: []
    auth: { basic: { username: bot }, bearer: hunter2 }
    read_only: maybe
  - id: a/b
roles:
  everyone: { users: [ada] }
policies:
  - { resource: [conect, prod], effect: Alow, actions: [CONNECT_INSPCT], role: a, roles: [b] }
permissions: {}
secrets: { keys: [a*b], typing: perhaps }
`
  const env = { SLACK_BOT_TOKEN: 'hunter2', LOG_LEVEL: 'loud', HEALTH_PORT: 'x', BIND_ADDRESS: 'localhost' }

  const problems = problemsOf({ yaml, env })

  expect(problems).toEqual([
    'BIND_ADDRESS: is no IP address: leave it unset for every address of the machine',
    'config.yml:1: who may do what is missing or said twice: write one of permissions, policies and policies_file',
    'config.yml:2: slack.comand is unknown: did you mean command?',
    'config.yml:3: slack.announce must be true or false',
    'config.yml:6: clusters[0].url holds a user name or password: write them under auth.basic',
    'config.yml:7: clusters[0].tls.ca names a file that cannot be read (ENOENT)',
    'config.yml:7: clusters[0].tls.cert names a file that cannot be read (ENOENT)',
    'config.yml:7: clusters[0].tls needs cert and key, or neither',
    'config.yml:8: clusters[1].id is taken: give each Connect cluster its own',
    'config.yml:9: clusters[1].urls must hold a URL',
    'config.yml:10: clusters[1].auth.basic.password is missing: Password, best as a reference to the environment',
    'config.yml:10: clusters[1].auth says who we are more than once: keep one of basic, bearer and the header Authorization',
    'config.yml:11: clusters[1].read_only must be true or false',
    'config.yml:12: clusters[2].id may hold letters, digits, "-", "_" and "." only',
    'config.yml:12: clusters[2] needs one of url and urls',
    'config.yml:14: roles.everyone.users[0] is no member id (U…): copy it from the profile of the person',
    'config.yml:14: roles.everyone is the role that everybody has: choose another name',
    'config.yml:16: policies[0].resource must start with connect: [connect, <cluster>, connector, <pattern>]',
    'config.yml:16: policies[0].effect is unknown: did you mean Allow?',
    'config.yml:16: policies[0].actions[0] is unknown: did you mean CONNECT_INSPECT?',
    'config.yml:16: policies[0] needs one of role and roles',
    'config.yml:18: secrets.keys[0] is no pattern: write an exact name, "*", "prefix-*" or "*-suffix"',
    'config.yml:18: secrets.typing must be one of deny, allow',
    'HEALTH_PORT: is no port: write a number up to 65535',
    'LOG_LEVEL: is no level: write debug, info, warn or error',
    'SLACK_BOT_TOKEN: does not start with xoxb-: copy the bot token from "OAuth & Permissions" of the Slack app',
  ])
})

it.each([
  [
    'an unset variable',
    `${CLUSTERS + PERMISSIONS}slack:\n  where_to_ask: "\${TEAM}"`,
    ['config.yml:4: TEAM is not set: set it or TEAM_FILE, or write $${ for a text that is no reference'],
  ],
  [
    'an unset variable where something is required',
    `${PERMISSIONS}clusters: [{ id: a, url: "http://a", auth: { bearer: "\${TOKEN}" } }]`,
    ['config.yml:2: TOKEN is not set: set it or TOKEN_FILE, or write $${ for a text that is no reference'],
  ],
  [
    'an empty file',
    '',
    [
      'config.yml:1: clusters is missing: The Connect clusters',
      'config.yml:1: who may do what is missing or said twice: write one of permissions, policies and policies_file',
    ],
  ],
  [
    'a list',
    '- a',
    [
      'config.yml:1: must be a map of keys',
      'config.yml:1: who may do what is missing or said twice: write one of permissions, policies and policies_file',
    ],
  ],
  ['a key that stands twice', `${CLUSTERS}${CLUSTERS}`, ['config.yml:2: this key stands twice: keep one']],
  [
    'a bad indentation',
    'slack:\n  command: /a\n announce: true',
    ['config.yml:3: the indentation is wrong: keys of one level start in the same column'],
  ],
  ['a tab', 'slack:\n\tcommand: /a', ['config.yml:2: a tab in the indentation: use spaces']],
  [
    'a number for a text',
    `${PERMISSIONS}clusters:\n  - { id: 7, url: "http://a" }`,
    ['config.yml:3: clusters[0].id must be a text: put it in quotes'],
  ],
  [
    'an unknown key like none that is known',
    `${CLUSTERS}${PERMISSIONS}secrets: { zzz: 1 }`,
    ['config.yml:3: secrets.zzz is unknown: known here are keys, typing'],
  ],
  [
    'credentials of two kinds',
    `${PERMISSIONS}clusters: [{ id: a, url: "http://a", auth: { bearer: b, headers: { AUTHORIZATION: c } } }]`,
    [
      'config.yml:2: clusters[0].auth says who we are more than once: keep one of basic, bearer and the header Authorization',
    ],
  ],
  [
    'a half managed list',
    `${PERMISSIONS}clusters: [{ id: a, url: "http://a", managed: [{ connectors: "x" }] }]`,
    ['config.yml:2: clusters[0].managed[0].text is missing: The text'],
  ],
  [
    'a map where text or a list belongs',
    `${PERMISSIONS}clusters: [{ id: a, url: "http://a", managed: { a: b } }]`,
    ['config.yml:2: clusters[0].managed must be a text, or a list of { connectors, text }'],
  ],
])('says what is wrong with %s', (_what, yaml, problems) => {
  expect(problemsOf({ yaml })).toEqual(problems)
})

it.each([
  ['a password in broken YAML', 'password: *hunter2'],
  ['a password in a bad place', 'clusters: "hunter2"'],
  ['a password as a key of a closed map', `${CLUSTERS}${PERMISSIONS}secrets: { typing: hunter2 }`],
  ['a token in a header', `${PERMISSIONS}clusters: [{ id: a, url: "http://a", auth: { bearer: "hunter2\\n" } }]`],
  ['a token of the wrong type', `${PERMISSIONS}clusters: [{ id: a, url: "http://a", auth: { bearer: [hunter2] } }]`],
])('never shows %s', (_what, yaml) => {
  const problems = problemsOf({ yaml })

  expect(problems).not.toEqual([])
  expect(problems.join('\n')).not.toContain('hunter2')
})

it.each([
  [
    'no file',
    { env: { CONFIG_FILE: 'other.yml' } },
    ['other.yml: the file cannot be read (ENOENT): copy config.example.yml, or set CONFIG_FILE'],
  ],
  [
    'no token',
    { env: { SLACK_APP_TOKEN: '' } },
    ['SLACK_APP_TOKEN: is not set: create one with connections:write under "Basic Information" of the Slack app'],
  ],
  [
    'no signing secret, and no port',
    { yaml: `${CLUSTERS}${PERMISSIONS}slack: { mode: http }`, env: { SLACK_APP_TOKEN: '', PORT: 'http' } },
    [
      'PORT: is no port: write a number up to 65535',
      'SLACK_SIGNING_SECRET: is not set: copy the signing secret from "Basic Information" of the Slack app',
    ],
  ],
  [
    'what HTTP mode needs, even where the file is not finished',
    { yaml: 'slack: { mode: http, comand: /kc }', env: { SLACK_APP_TOKEN: '' } },
    [
      'config.yml:1: slack.comand is unknown: did you mean command?',
      'config.yml:1: clusters is missing: The Connect clusters',
      'config.yml:1: who may do what is missing or said twice: write one of permissions, policies and policies_file',
      'SLACK_SIGNING_SECRET: is not set: copy the signing secret from "Basic Information" of the Slack app',
    ],
  ],
  [
    'a token twice',
    { env: { SLACK_BOT_TOKEN_FILE: '/t' }, files: { '/t': 'xoxb-2' } },
    ['SLACK_BOT_TOKEN: is set, and so is SLACK_BOT_TOKEN_FILE: keep one'],
  ],
  [
    'a missing token file',
    { env: { SLACK_BOT_TOKEN: '', SLACK_BOT_TOKEN_FILE: '/t' } },
    ['SLACK_BOT_TOKEN_FILE: names a file that cannot be read (ENOENT)'],
  ],
  [
    'a short key',
    { env: { STORE_KEYS: 'abc' } },
    ['STORE_KEYS: holds something else than 32-byte keys in base64 or hex: openssl rand -base64 32'],
  ],
  [
    'another protocol',
    { env: { SLACK_API_URL: 'ftp://x' } },
    ['SLACK_API_URL: is no http(s) URL: leave it unset for Slack itself'],
  ],
])('says what is wrong with %s', (_what, world, problems) => {
  expect(problemsOf(world)).toEqual(problems)
})
