import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, readDocs, summaryOf } from '../../../src/connectors/form/docs.ts'
import { CAPTURED } from './support.ts'

describe('documentation', () => {
  it('keeps paragraphs, styles, links, lists and code', () => {
    const blocks = readDocs(
      '<p>Read <em>the</em> <a href="https://kafka.apache.org/x">docs</a> of <code>k</code>.</p>' +
        '<ol><li>one</li><li>two<ul><li>inner</ul></ol><pre>\na\n b</pre>',
    )

    expect(blocks).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: 'Read ' },
          { text: 'the', italic: true },
          { text: ' ' },
          { text: 'docs', link: 'https://kafka.apache.org/x' },
          { text: ' of ' },
          { text: 'k', code: true },
          { text: '.' },
        ],
      },
      { kind: 'item', ordered: true, indent: 0, runs: [{ text: 'one' }] },
      { kind: 'item', ordered: true, indent: 0, runs: [{ text: 'two' }] },
      { kind: 'item', ordered: false, indent: 1, runs: [{ text: 'inner' }] },
      { kind: 'code', text: 'a\n b' },
    ])
  })

  it.each([
    [
      'placeholders in angle brackets',
      "use '<topic>:<field>' of <String, Object>",
      "use '<topic>:<field>' of <String, Object>",
    ],
    ['comparisons', 'a<b && c>d', 'a<b && c>d'],
    ['a name of JavaScript', '<constructor>x</constructor>', '<constructor>x</constructor>'],
    ['entities', '&quot;a&quot; &mdash; &amp;lt;', '"a" — &lt;'],
    ['line breaks of plain text', 'a\nb', 'a\nb'],
    ['line breaks of HTML', '<p>a\n  b</p>', 'a b'],
    ['scripts', 'a<script>alert("<b>")</script>b', 'ab'],
    ['a script left open', 'a<script>alert(1)', 'a'],
    ['comments and instructions', 'a<!-- x --><?y z?>b', 'ab'],
    ['tags left open', '<p>a <b>b <ul><li>c', 'a b\nc'],
    ['tags never opened', 'a</b></ul></p>b', 'a\nb'],
    ['no documentation', '', ''],
  ])('reads %s', (_, documentation, text) => {
    expect(plainText(readDocs(documentation))).toBe(text)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/docs#x', 'https://', ''])(
    'drops a link to %j and keeps its text',
    (href) => {
      expect(readDocs(`<a href="${href}">here</a>`)).toEqual([{ kind: 'paragraph', runs: [{ text: 'here' }] }])
    },
  )

  it.each(['<b>', '<x>', '<', '&', '<a ', '</x>', '<ul><li>', '<p>', '<x></y>', ' '])(
    'is not slowed down by %j without end',
    (piece) => {
      // What is slow with the square of its length would take longer than a test may.
      expect(() => readDocs(piece.repeat(1_000_000 / piece.length))).not.toThrow()
    },
  )

  it('never throws, and never makes a run without text', () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(
          '<p>',
          '</p>',
          '<ul>',
          '</ul>',
          '<li>',
          '<pre>',
          '</pre>',
          '<a href="',
          '">',
          '<b',
          '<!--',
          '&#',
          '\n',
        ),
        fc.string(),
      ),
    )

    fc.assert(
      fc.property(soup, (pieces) => {
        const runs = readDocs(pieces.join('')).flatMap((block) => ('runs' in block ? block.runs : [block]))
        expect(runs.filter(({ text }) => text === '')).toEqual([])
      }),
    )
  })
})

describe('documentation in Markdown or reStructuredText', () => {
  it.each([
    ['`a.b` is it', [{ text: 'a.b', code: true }, { text: ' is it' }]],
    ['set to ``true``.', [{ text: 'set to ' }, { text: 'true', code: true }, { text: '.' }]],
    [
      'a [Record](https://example.com/Record.html#timestamp()).',
      [{ text: 'a ' }, { text: 'Record', link: 'https://example.com/Record.html#timestamp()' }, { text: '.' }],
    ],
    ['[x](javascript:alert(1))', [{ text: '[x](javascript:alert(1))' }]],
    ['it`s none ` of it', [{ text: 'it`s none ` of it' }]],
    ['a ` alone', [{ text: 'a ` alone' }]],
    ['a[0] (b)', [{ text: 'a[0] (b)' }]],
    ['<code>`</code> and <code>`</code>', [{ text: '`', code: true }, { text: ' and ' }, { text: '`', code: true }]],
  ])('%s', (documentation, runs) => {
    expect(readDocs(documentation)).toEqual([{ kind: 'paragraph', runs }])
  })
})

describe('the summary', () => {
  it.each([
    ['its first sentence', 'One thing. Another thing.', 'One thing.'],
    ['what has no end', 'one thing', 'one thing'],
    ['HTML', '<p>Set <code>a.b</code> to 1. Then more.</p><p>More</p>', 'Set a.b to 1.'],
    ['what has an abbreviation', 'Null values (i.e. Tombstone). More.', 'Null values (i.e. Tombstone).'],
    ['what ends with one', 'Topics, tables etc.', 'Topics, tables etc.'],
    ['nothing', '', ''],
  ])('of %s', (_, documentation, summary) => {
    expect(summaryOf(documentation)).toBe(summary)
  })

  it.each(CAPTURED)('is one short line for each key of %s', (_, { keys }) => {
    const summaries = [...keys.values()].map((key) => summaryOf(key.documentation))

    expect(summaries.filter((summary) => summary.length > 200 || summary.includes('\n'))).toEqual([])
  })
})
