import { expect, it } from 'vitest'
import { CLUSTERS, load, PERMISSIONS, TOKENS } from './config/load.ts'

it('needs no more than two tokens, a Connect cluster and who may do what', () => {
  const config = load()

  expect(config).toMatchObject({
    slack: {
      botToken: TOKENS.SLACK_BOT_TOKEN,
      connection: { mode: 'socket', appToken: TOKENS.SLACK_APP_TOKEN },
      apiUrl: 'https://slack.com/api/',
      command: '/connect',
      announce: true,
    },
    stateDir: 'data',
    logLevel: 'info',
    healthPort: undefined,
    secrets: { keys: [], typing: 'deny' },
    notes: [],
  })
  expect(config.clusters).toEqual([
    { id: 'prod', name: 'prod', urls: ['http://connect:8083'], headers: {}, tls: {}, readOnly: false, managed: [] },
  ])
})

it('needs the signing secret and a port instead of the app token where Slack sends requests', () => {
  const yaml = `${CLUSTERS}${PERMISSIONS}slack: { mode: http }`

  const { slack } = load({ yaml, env: { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'abc', PORT: '8080' } })

  expect(slack.connection).toEqual({ mode: 'http', signingSecret: 'abc', port: 8080 })
})

it('says how to reach and treat each Connect cluster', () => {
  const yaml = `${PERMISSIONS}
clusters:
  - id: prod
    name: Production
    urls: [https://w1:8083/, https://w2:8083/connect/]
    auth: { basic: { username: bot, password: "\${CONNECT_PASSWORD}" }, headers: { x-tenant: blue } }
    tls: { ca: certs/ca.pem }
    read_only: true
    managed: [{ connectors: gitops-*, text: "Change it in Git" }]
  - { id: lab, url: http://lab:8083, auth: { bearer: abc }, managed: "By the operator" }
`
  const { clusters } = load({
    yaml,
    env: { CONNECT_PASSWORD: 's3cret' },
    files: { 'certs/ca.pem': '-----BEGIN CERTIFICATE-----' },
  })

  expect(clusters[0]).toEqual({
    id: 'prod',
    name: 'Production',
    urls: ['https://w1:8083', 'https://w2:8083/connect'],
    headers: { authorization: `Basic ${btoa('bot:s3cret')}`, 'x-tenant': 'blue' },
    tls: { ca: '-----BEGIN CERTIFICATE-----' },
    readOnly: true,
    managed: [{ pattern: 'gitops-*', text: 'Change it in Git' }],
  })
  expect(clusters[1]).toMatchObject({
    headers: { authorization: 'Bearer abc' },
    managed: [{ pattern: '*', text: 'By the operator' }],
  })
})

it('takes secrets from files as well', () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  const config = load({
    yaml: `${PERMISSIONS}clusters: [{ id: a, url: http://a, auth: { bearer: "\${CONNECT_TOKEN}" } }]`,
    env: {
      SLACK_BOT_TOKEN: '',
      SLACK_BOT_TOKEN_FILE: '/run/bot',
      STORE_KEYS_FILE: '/run/keys',
      CONNECT_TOKEN_FILE: '/run/t',
    },
    files: { '/run/bot': 'xoxb-2\n', '/run/keys': `${key}, ${key}\n`, '/run/t': 'abc\n' },
  })

  expect(config.slack.botToken).toBe('xoxb-2')
  expect(config.storeKeys).toBe(`${key}, ${key}`)
  expect(config.clusters[0]?.headers).toEqual({ authorization: 'Bearer abc' })
})

it('replaces ${UPPER_CASE}, leaves what has a colon to Kafka Connect, and takes $${ literally', () => {
  const { slack } = load({
    yaml: `${CLUSTERS}${PERMISSIONS}slack: { where_to_ask: "\${TEAM}, \${vault:a:B}, \${env:HOME}, $\${TEAM}, \${lower}" }`,
    env: { TEAM: 'a: b # "\n- c' },
  })

  expect(slack.whereToAsk).toBe('a: b # "\n- c, ${vault:a:B}, ${env:HOME}, ${TEAM}, ${lower}')
})

it('counts what is empty as unset, in the file and in the environment', () => {
  const config = load({
    yaml: `${CLUSTERS}${PERMISSIONS}slack:\n  command:\n  where_to_ask: ""\nadmin_roles:\n`,
    env: { STATE_DIR: '', HEALTH_PORT: '', LOG_LEVEL: '' },
  })

  expect(config).toMatchObject({
    slack: { command: '/connect' },
    stateDir: 'data',
    healthPort: undefined,
    logLevel: 'info',
  })
  expect(config.slack.whereToAsk).toBeUndefined()
})

it('reads anchors and merges, and booleans out of the environment', () => {
  const { clusters } = load({
    yaml: `${PERMISSIONS}
clusters:
  - &first { id: a, url: http://a, read_only: "\${READ_ONLY}" }
  - { <<: *first, id: b }
`,
    env: { READ_ONLY: 'true' },
  })

  expect(clusters.map(({ id, readOnly }) => [id, readOnly])).toEqual([
    ['a', true],
    ['b', true],
  ])
})
