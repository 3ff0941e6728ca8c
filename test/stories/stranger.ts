import type { ConnectSandbox } from '../../sandbox/connect/server.ts'

export const STRANGER = 'com.example.StrangerSinkConnector'
export const SAME = 'The same name for all'
export const NAMES = ['with.dots.and.more', 'with spaces in it', 'ünïcödé.ключ.鍵']

const HTML = `<p>What it does.</p><ul>${'<li>a <code>value</code> of <a href="https://example.com/a">this</a> &amp; more</li>'.repeat(60)}</ul><p>The very end.</p>`
const VALUES = Array.from({ length: 300 }, (_, n) => `value ${n}`)

/** What one key says of itself, unless said otherwise. */
const key = (name: string, more: { type?: string; dependents?: string[]; default_value?: string } = {}) => ({
  ...{ name, type: 'STRING', required: false, default_value: null, importance: 'LOW', documentation: HTML },
  ...{ group: null, order_in_group: -1, width: 'LONG', display_name: SAME, dependents: [] },
  ...more,
})

/** Installs a plugin that nobody has seen: 200 keys, no groups, everything about them awkward. */
export function install({ control }: ConnectSandbox): void {
  const special = [
    key('stranger.mode', { dependents: ['stranger.hidden'] }),
    key('stranger.hidden'),
    key('stranger.enum'),
    key('stranger.long', { default_value: 'd'.repeat(5_000) }),
    key('stranger.phrase', { type: 'PASSWORD' }),
  ]
  const named = NAMES.map((name) => key(name))
  const rest = Array.from({ length: 200 - special.length - named.length }, (_, n) => key(`stranger.key.${n}`))
  control.addPlugin({
    class: STRANGER,
    type: 'sink',
    version: '1',
    definitions: [...special, ...named, ...rest],
    behaviour: {
      recommend: (config) => ({
        'stranger.enum': { recommended_values: VALUES },
        'stranger.mode': { recommended_values: ['open', 'closed'] },
        'stranger.hidden': { visible: config.get('stranger.mode') === 'open' },
      }),
    },
  })
}
