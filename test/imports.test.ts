import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import what: docs/design.md section 2. `types` may be imported as types only. The longest folder that
 * holds a file decides.
 */
const RULES: Record<string, { may: string[]; types?: string[] }> = {
  'src/connect/': { may: ['node:', 'undici', 'zod', 'src/connect/'] },
  'src/connectors/': {
    may: ['node:', 'zod', 'src/connectors/', 'src/connect/', 'src/errors.ts'],
  },
  'src/connectors/form/': {
    may: ['node:', 'zod', 'htmlparser2', 'properties-file', 'yaml', 'src/connectors/', 'src/connect/', 'src/errors.ts'],
  },
  'src/alerts/': {
    may: [
      'node:',
      'src/alerts/',
      'src/connectors/cause.ts',
      'src/connectors/health.ts',
      'src/connectors/pattern.ts',
      'src/connectors/secrets.ts',
      'src/connect/errors.ts',
      'src/errors.ts',
    ],
    types: ['src/connect/', 'src/connectors/', 'src/store/'],
  },
  'src/store/': { may: ['node:', 'kysely', 'src/store/'], types: ['src/connectors/', 'src/alerts/'] },
  'src/slack/views/': {
    may: ['node:crypto', 'src/slack/views/', 'src/slack/ids.ts', 'src/slack/looks.ts', 'src/connectors/'],
    types: ['@slack/bolt', 'src/alerts/'],
  },
  'src/slack/': {
    may: [
      ...['node:', 'zod', '@slack/bolt', 'src/slack/', 'src/connectors/', 'src/errors.ts'],
      ...['src/connect/errors.ts', 'src/alerts/errors.ts'],
    ],
    types: ['src/connect/', 'src/alerts/', 'src/log.ts'],
  },
  'src/metrics/': {
    may: ['prom-client', 'src/metrics/', 'src/alerts/views.ts'],
    types: ['src/alerts/', 'src/connect/worker.ts', 'src/slack/calls.ts'],
  },
  'src/config/': {
    may: ['node:', 'zod', 'yaml', 'src/config/', 'src/connectors/', 'src/alerts/', 'src/store/keys.ts'],
  },
  'sandbox/': { may: ['node:', 'ws', 'sandbox/'] },
  'sandbox/demo/': { may: ['node:', 'yaml', 'zod', 'sandbox/'] },
  'sandbox/page/': { may: ['node:', 'zod', 'react', 'slack-blocks-to-jsx', 'sandbox/'] },
}

interface Import {
  from: string
  asType: boolean
}

const IMPORT = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm

function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, type, named, bare]) => {
    const from = named ?? bare ?? ''
    return { from: from.startsWith('.') ? normalize(join(dirname(file), from)) : from, asType: type !== undefined }
  })
}

const folderOf = (file: string) =>
  Object.keys(RULES)
    .filter((folder) => file.startsWith(folder))
    .toSorted((a, b) => b.length - a.length)[0]

function strayIn(file: string): string[] {
  const rule = RULES[folderOf(file) ?? '']
  if (rule === undefined) return []
  const allows = ({ from, asType }: Import) =>
    [...rule.may, ...(asType ? (rule.types ?? []) : [])].some((place) => from.startsWith(place))
  return importsOf(file)
    .filter((one) => !allows(one))
    .map(({ from, asType }) => `${file} imports ${from}${asType ? ' as a type' : ''}`)
}

describe('the import direction', () => {
  const files = globSync('{src,sandbox}/**/*.{ts,tsx}')

  it.each(Object.keys(RULES))('holds in %s', (folder) => {
    const inFolder = files.filter((file) => folderOf(file) === folder)

    expect(inFolder.flatMap(strayIn)).toEqual([])
    expect(inFolder.length).toBeGreaterThan(0)
  })

  it('main and app are imported by nobody but the wiring and tests', () => {
    const wiring = new Set(['src/main.ts', 'src/run.ts', 'src/generation.ts'])
    const wired = files.filter((file) => importsOf(file).some(({ from }) => /^src\/(main|run|app)\.ts$/.test(from)))

    expect(wired.filter((file) => !wiring.has(file))).toEqual([])
  })
})

describe('house rules', () => {
  const source = globSync('src/**/*.ts')
  const all = globSync(['{src,sandbox,test,scripts,bench}/**/*.{ts,tsx}'])
  const withText = (files: string[], broken: (text: string) => boolean) =>
    files.filter((file) => broken(readFileSync(file, 'utf8')))

  it('no file is over 200 lines', () => {
    expect(withText(all, (text) => text.trimEnd().split('\n').length > 200)).toEqual([])
  })

  it('nobody but the configuration reads the environment', () => {
    expect(withText(source, (text) => text.includes('process.env'))).toEqual(['src/config.ts'])
  })

  it('no source file reads the time or waits by itself', () => {
    const own = /Date\.now\(|new Date\(\)|setTimeout\(|setInterval\(/
    // The process itself waits in main.ts, until a stop is over.
    expect(withText(source, (text) => own.test(text))).toEqual(['src/clock.ts', 'src/main.ts'])
  })
})
