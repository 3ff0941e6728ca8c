import { expect, it } from 'vitest'
import { scrub } from '../../src/connect/scrub.ts'

const BASIC = Buffer.from('connect:hunter2').toString('base64')

it.each([
  ['userinfo', 'postgres://app:hunter2@db:5432/orders?ssl=true', 'postgres://[hidden]@db:5432/orders?ssl=true'],
  ['userinfo with @', 'mongodb://app:h@nter2@a:1,b:2/x', 'mongodb://[hidden]@a:1,b:2/x'],
  ['userinfo with /', 'cannot reach redis://:hun/ter2@cache:1', 'cannot reach redis://[hidden]@cache:1'],
  ['a token as user', 'https://hunter2@host/x', 'https://[hidden]@host/x'],
  ['an Oracle URL', 'jdbc:oracle:thin:scott/hunter2@//h:1521/x', 'jdbc:oracle:thin:[hidden]@//h:1521/x'],
  ['a parameter', 'https://h/c?sv=1&sig=hunter2%3D&x=1', 'https://h/c?sv=1&sig=[hidden]&x=1'],
  ['a signed URL', 'https://b/o?X-Amz-Signature=hunter2', 'https://b/o?X-Amz-Signature=[hidden]'],
  ['a property', 'database.password=hunter2', 'database.password=[hidden]'],
  ['an encoded pair', 'x?password%3Dhunter2', 'x?password%3D[hidden]'],
  [
    'a connection string',
    'jdbc:sqlserver://h;password=hunter2;encrypt=true',
    'jdbc:sqlserver://h;password=[hidden];encrypt=true',
  ],
  [
    'a Java map',
    '{user=app, aws.secret.access.key=hunter2/a+b=, x=1}',
    '{user=app, aws.secret.access.key=[hidden], x=1}',
  ],
  ['JSON', '{"password":"hun\\"ter2","a":1}', '{"password":"[hidden]","a":1}'],
  ['JSON in JSON', '{\\"token\\": \\"hunter2\\", \\"a\\": 1}', '{\\"token\\": \\"[hidden]\\", \\"a\\": 1}'],
  ['single quotes', "api_key: 'hunter2', a: 1", "api_key: '[hidden]', a: 1"],
  ['an arrow', 'clientSecret => hunter2', 'clientSecret => [hidden]'],
  ['a bracket', '(passphrase: hunter2)', '(passphrase: [hidden])'],
  ['a quote that never closes', 'password="hunter2 and hunter2\nnext', 'password=[hidden]\nnext'],
  ['user info', 'basic.auth.user.info=app:hunter2', 'basic.auth.user.info=[hidden]'],
  [
    'a JAAS string',
    'sasl.jaas.config=org.x.PlainLoginModule required username="a" password="hunter2";',
    'sasl.jaas.config=[hidden]',
  ],
  [
    'a login module',
    'PlainLoginModule required username="a" password="hun;ter2";\nnext',
    'PlainLoginModule required [hidden]\nnext',
  ],
  ['a Bearer header', 'sent Authorization: Bearer hunter2', 'sent Authorization: [hidden]'],
  ['a Bearer token', 'rejected Bearer hunter2', 'rejected Bearer [hidden]'],
  ['a Basic header', `-H "Basic ${BASIC}"`, '-H "Basic [hidden]"'],
  ['an AWS key id', 'for AKIAIOSFODNN7EXAMPLE.', 'for [hidden].'],
  ['a web token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.abc', 'got [hidden]'],
  [
    'a private key',
    '-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY----- x',
    '-----BEGIN RSA PRIVATE KEY-----[hidden]-----END RSA PRIVATE KEY----- x',
  ],
  ['half a private key', '-----BEGIN PRIVATE KEY-----\nhunter2', '-----BEGIN PRIVATE KEY-----[hidden]'],
  [
    'what Kafka prints',
    'Invalid value hun\nter2 for configuration db.password: Too short',
    'Invalid value [hidden] for configuration db.password: Too short',
  ],
  ['what follows a reference', 'password=${file:/run/db:pw}hunter2', 'password=${file:/run/db:pw}[hidden]'],
])('hides %s', (_, text, hidden) => {
  expect(scrub(text)).toBe(hidden)
})

it.each([
  'password=${file:/run/db.properties:password}',
  'password=${vault:kv/orders db:password}',
  'password=null',
  'ssl.key.password = [hidden]',
  "Access denied for user 'app'@'host' (using password: YES)",
  'FATAL: password authentication failed for user "app"',
  'Missing required configuration "database.password" which has no default value.',
  'Invalid value abc for configuration tasks.max: Not a number of type INT',
  'Invalid value null for configuration db.password: must be set',
  'key.converter=org.apache.kafka.connect.json.JsonConverter, sasl.mechanism=PLAIN',
  'sasl.oauthbearer.token.endpoint.url=https://login.example.com/oauth2',
  'basic.auth.credentials.source=USER_INFO',
  'Unexpected token: }',
  'Basic authentication required; Bearer token is missing',
  'Connector orders-token not found',
  'GET http://connect:8083/@scope/x?topic=a@b',
  'mail ops@example.com about http://connect:8083/connectors',
  'Tolerance exceeded in error handler',
  '\tat org.apache.kafka.common.security.authenticator.SaslClientAuthenticator.authenticate(SaslClientAuthenticator.java:301)',
])('leaves alone: %s', (text) => {
  expect(scrub(text)).toBe(text)
})
