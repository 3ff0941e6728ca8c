import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exportAs, type Format } from '../../../src/connectors/form/export.ts'
import { readText } from '../../../src/connectors/form/text.ts'
import { definitionsOf, secrecyOf } from './support.ts'

const secrecy = secrecyOf(definitionsOf('FileStreamSourceConnector.validate'))
const config = new Map([
  ['name', "it's $HOME"],
  ['connector.class', 'FileStreamSource'],
  ['tasks.max', '2'],
  ['db.password', 'hunter2'],
  ['api.token', '${file:/s:t}'],
])

function write(format: Format, of: ReadonlyMap<string, string> = config, exists = false) {
  return exportAs(format, { config: of, secrecy, url: 'https://admin:letmein@connect:8083/base/?x=y', exists })
}

/** Keys that are no secrets', and that do not make JSON of a file of properties. */
const key = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((text) => !/^[{\ufeff]|secret|token|pass|key|cred|pwd/i.test(text))
const configs = fc.dictionary(key, fc.string({ unit: 'grapheme' })).map((entries) => new Map(Object.entries(entries)))

describe('an export', () => {
  it.each(['curl', 'json', 'properties', 'strimzi'] as const)(
    'as %s holds references, and neither secrets nor our credentials',
    (format) => {
      const { text } = write(format)

      expect(text).toContain('<unchanged>')
      expect(text.replaceAll('\\', '')).toContain('${file:/s:t}')
      expect(text).not.toMatch(/hunter2|letmein|admin/)
    },
  )

  it.each([
    [false, 'POST', 'https://connect:8083/base/connectors'],
    [true, 'PUT', "https://connect:8083/base/connectors/it's%20%24HOME/config"],
  ])('as curl is a call that a shell reads right (exists: %s)', (exists, method, url) => {
    const { text } = write('curl', config, exists)

    const words = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${text}`], { encoding: 'utf8' }).split(
      '\0',
    )

    expect(words.slice(0, 4)).toEqual(['-X', method, '-H', 'Content-Type: application/json'])
    expect(words[6]).toBe(url)
    const body = JSON.parse(words[5] ?? '')
    expect(exists ? body : body.config).toEqual({ ...Object.fromEntries(config), 'db.password': '<unchanged>' })
  })

  it('as curl says which values to put in first', () => {
    expect(write('curl').text.split('\n')[0]).toBe('# Put the values of db.password in place of <unchanged> first.')
  })

  it.each(['json', 'properties'] as const)('as %s is read back as it was, whatever the keys and values', (format) => {
    fc.assert(
      fc.property(configs, (given) => {
        const visible = secrecy.withoutSecrets(given).set('name', 'n')
        expect(new Map(readText(write(format, visible).text))).toEqual(visible)
      }),
    )
  })

  it('for Strimzi has class and number of tasks beside the config', () => {
    expect(parse(write('strimzi').text)).toMatchObject({
      kind: 'KafkaConnector',
      metadata: { name: "it's $HOME" },
      spec: { class: 'FileStreamSource', tasksMax: 2, config: { 'api.token': '${file:/s:t}' } },
    })
  })

  it('has a file name that is safe anywhere', () => {
    expect(write('json', new Map([['name', '../a b/ü']])).fileName).toBe('.._a_b_.json')
  })
})
