import { expect, it } from 'vitest'
import { type Feature, needs, supports } from '../../src/connect/versions.ts'

it.each<[version: string, last: Feature, missing: Feature]>([
  ['2.8.2', 'topics', 'restartOptions'],
  ['3.4.1', 'pluginConfig', 'stop'],
  ['3.9.1', 'health', 'strictPaths'],
  ['7.5.3-ccs', 'stop', 'initialState'],
  ['7.8.0-ce', 'patchConfig', 'health'],
  ['6.2.10-ccs', 'topics', 'restartOptions'],
  ['5.5.0-ccs', 'topics', 'restartOptions'],
  ['3.7.0.redhat-00007', 'initialState', 'patchConfig'],
])('reads %s: it has %s, not %s', (version, last, missing) => {
  expect(supports(version, last)).toBe(true)
  expect(supports(version, missing)).toBe(false)
})

it.each(['4.3.1', '8.3.0-ccs', '8.1.0', '4.0.0.redhat-00013', '4.5.0-SNAPSHOT', '5.0.0', '10.1.0'])(
  'knows that %s has everything',
  (version) => {
    expect(supports(version, 'strictPaths')).toBe(true)
  },
)

it.each(['', 'unknown', 'v', '3'])('does not guess what %j can do', (version) => {
  expect(supports(version, 'stop')).toBeUndefined()
})

it('says which release is needed', () => {
  expect(needs('patchConfig')).toBe('Changing single config keys needs Kafka Connect 3.8 or newer.')
})
