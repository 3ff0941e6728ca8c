import { describe, expect, it } from 'vitest'
import { isReference, isSecret } from '../../src/connectors/secrets.ts'

describe('secret keys', () => {
  it.each([
    'password',
    'connection.password',
    'database.sslpassword',
    'ssl.key.password',
    'sasl.oauthbearer.assertion.private.key.passphrase',
    'client.secret',
    'auth_token',
    'aws.credentials',
    'gcp.credential',
    'sasl.jaas.config',
    'producer.override.sasl.jaas.config',
    'snowflake.private.key',
    'snowflakePrivateKey',
    'aws.secret.access.key',
    'AWS_ACCESS_KEY',
    'secret-key',
    'api_key',
    'apiKey',
    'API-KEY',
    'gcp.credentials.json',
    'connect.cosmos.master.key',
    'azure.eventhubs.sas.key',
    'camel.kamelet.pulsar-sink.authenticationParams',
    'camel.kamelet.slack-sink.webhookUrl',
  ])('hide the value of %s', (key) => {
    expect(isSecret(key, 'anything')).toBe(true)
  })

  it.each([
    'key.converter',
    'message.key',
    'message.key.columns',
    'primary.key.fields',
    'sasl.mechanism',
    'ssl.truststore.location',
    'aws.credentials.provider.class',
    'sasl.oauthbearer.token.endpoint.url',
    'max.tokens',
    'password.encoder.algorithm',
    'gcp.credentials.file.path',
    'ssl.truststore.certificates',
    'aws.access_key_id',
    'namespace.mapper.key.database.field',
    'routingKey',
    'tasks.max',
    '__proto__',
  ])('leave %s to be read', (key) => {
    expect(isSecret(key, 'anything')).toBe(false)
  })

  it('are none where the definition says that they hold a boolean or a number', () => {
    const key = 'camel.kamelet.aws-s3-sink.useSessionCredentials'

    expect([isSecret(key, 'true', 'BOOLEAN'), isSecret('max.token', '3', 'INT')]).toEqual([false, false])
    expect([isSecret(key, 'true'), isSecret(key, 'true', 'STRING')]).toEqual([true, true])
  })

  it('are also those whose definition says PASSWORD, and those that the administrator listed', () => {
    const byDefinition = isSecret('ssl.keystore.key', 'PEM', 'PASSWORD')
    const byAdministrator = isSecret('license', 'L-1', 'STRING', new Set(['license']))

    expect([byDefinition, byAdministrator]).toEqual([true, true])
  })
})

describe('secret values', () => {
  it.each([
    'https://user:pw@host/path',
    'mongodb+srv://user:p%40ss@host',
    'jdbc:postgresql://host/db?user=u&password=pw',
    'Endpoint=sb://x;SharedAccessKeyName=n;SharedAccessKey=pw',
    'org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="pw";',
    '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\npw"}',
    'jdbc:postgresql://host/db?password=${file:/x:y}',
  ])('are found at any key: %s', (value) => {
    expect(isSecret('some.setting', value)).toBe(true)
  })

  it.each(['', 'https://host/path', 'jdbc:postgresql://host:5432/db', 'user@host', 'orders,items', '${env:HOST}:5432'])(
    'are not seen in %j',
    (value) => {
      expect(isSecret('some.setting', value)).toBe(false)
    },
  )
})

describe('a value', () => {
  it.each([
    ['${file:/x:y}', true],
    ['${a:b}${c:d:e}', true],
    ['x${file:/x:y}', false],
    ['${plain}', false],
    ['', false],
  ])('%j is a reference and nothing else: %s', (value, expected) => {
    expect(isReference(value)).toBe(expected)
  })
})
