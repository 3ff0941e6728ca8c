/** What a person typed after the command, taken apart. Nothing here knows verbs or connectors. */
export interface Words {
  /** In the order typed. A quoted word is never a verb, a Connect cluster or a task number. */
  words: { text: string; quoted: boolean }[]
  /** --failed → { failed: true }; --state=failed or --state failed → { state: 'failed' } */
  flags: Map<string, string | true>
}

// Phones turn "..." and -- into typographic ones.
const CURLY: [RegExp, string][] = [
  [/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"'],
  [/[\u2018\u2019\u201a\u201b]/g, "'"],
  [/\u2014|\u2013(?=[a-z])/gi, '--'],
  [/[\u00a0\u2007\u202f]/g, ' '],
]

/** Quoted words, `key="a value with blanks"` as one, and all else between blanks. */
const TOKEN = /"([^"]*)"|'([^']*)'|([^\s"'=]+=(?:"[^"]*"|'[^']*')(?!\S)|\S+)/g

/**
 * Splits the text of a slash command. `valued` names the flags that take the next word as their value
 * when no `=` is given.
 */
export function parseWords(text: string, valued: ReadonlySet<string>): Words {
  const plain = CURLY.reduce((t, [from, to]) => t.replace(from, to), text)
  const tokens = [...plain.matchAll(TOKEN)].map((match) => ({
    text: match[1] ?? match[2] ?? match[3] ?? '',
    quoted: match[3] === undefined,
  }))
  const result: Words = { words: [], flags: new Map() }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    const flag = token.quoted ? null : /^--?([a-z][a-z-]*)(?:=(.*))?$/i.exec(token.text)
    if (!flag?.[1]) {
      result.words.push(token)
      continue
    }
    const name = flag[1].toLowerCase()
    const next = tokens[i + 1]
    if (flag[2] !== undefined) result.flags.set(name, unquote(flag[2]))
    else if (valued.has(name) && next !== undefined) {
      result.flags.set(name, next.text)
      i++
    } else result.flags.set(name, true)
  }
  return result
}

const unquote = (text: string) => text.replace(/^(["'])(.*)\1$/, '$2')
