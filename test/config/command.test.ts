import { expect, it } from 'vitest'
import { configuredCommand } from '../../src/config.ts'

const reading = (yaml: string) => (path: string) => {
  if (path !== 'config.yml') throw new Error('no such file')
  return yaml
}

it.each([
  ['a finished file', 'slack: { command: /kc }', '/kc'],
  ['a file that is not finished', 'slack: { command: /kc }\nclusters: "${NOT_SET}"', '/kc'],
  ['a file without it', 'clusters: []', '/connect'],
  ['an empty file', '', '/connect'],
])('knows the command of %s', (_what, yaml, command) => {
  expect(configuredCommand({}, reading(yaml))).toBe(command)
})

it('is /connect where there is no file', () => {
  expect(configuredCommand({ CONFIG_FILE: 'other.yml' }, reading(''))).toBe('/connect')
})

it('says what is wrong with it', () => {
  expect(() => configuredCommand({}, reading('slack:\n  command: connect'))).toThrow(
    'config.yml:2: slack.command is no command: write / and up to 31 of a-z, 0-9, - and _',
  )
})
