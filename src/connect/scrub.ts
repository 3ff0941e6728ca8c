/** What stands in place of a secret: Kafka's own word for a hidden value. */
export const HIDDEN = '[hidden]'

/**
 * Hides what looks like a secret in any text: an error, a trace, a value. It needs no config, because behind
 * `${provider:path:key}` the value is unknown to us; the reference itself stays readable. Never throws, is idempotent
 * and linear in the text's length: every repetition below is bounded, or starts only where no other one has passed.
 * In doubt it hides too much.
 */
export function scrub(text: string): string {
  return RULES.reduce((scrubbed, [pattern, replace]) => scrubbed.replace(pattern, replace), text)
}

/** Names of secrets: the last part of a config key, a parameter, a header. */
const WORD = [
  'pass(?:word|wd|phrase)',
  'pwd',
  'secret',
  '(?<!unexpected )token',
  'credentials?(?:[._-]?json)?',
  'user\\.info',
  'authorization',
  'auth(?:entication)?[._-]?params',
  'webhook[._-]?ur[il]',
  '(?:private|secret|access|shared[._-]?access|api|account|master|sas|encryption)[._-]?key',
].join('|')
const SECRET_KEY = new RegExp(`(?:${WORD})$`, 'i')

/** What stays readable in a value: a reference, and what is hidden already. */
const SHOWN = '\\$\\{[^}:$\\n]{1,200}:[^}$\\n]{0,500}\\}|\\[hidden\\]'
const SHOWN_PIECES = new RegExp(`(${SHOWN})`, 'i')
const SEPARATOR = '\\\\{0,8}["\']?[ \\t]{0,40}(?:=>?|:|%3[aAdD])\\s{0,40}'
/** Groups 2 and 3: the quote, perhaps escaped as inside JSON, and what stands between. */
const QUOTED = '(\\\\{0,8}["\'])([^\\n]{0,4096}?)(?<!\\\\)\\2'
const UNCLOSED = '\\\\{0,8}["\'][^\\n]*'
const BARE = `(?:(?:Bearer|Basic|Digest|Negotiate|Token)\\s{1,4})?(?:${SHOWN})?[^\\s&;]*`

type Rule = readonly [pattern: RegExp, replace: (match: string, ...groups: string[]) => string]

/** A secret after its name; groups 1 to 4: name, quote, quoted value, bare value. */
const named = (name: string, bare: string): Rule => [
  new RegExp(`((?:${name})${SEPARATOR})(?:${QUOTED}|(${bare}))`, 'gi'),
  (_, start = '', quote, inner = '', value = '') =>
    start + (quote ? `${quote}${hide(inner)}${quote}` : hideBare(value)),
]

const RULES: readonly Rule[] = [
  // Private keys, also when the end was cut off.
  [
    /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
    (_, begin, end) => `${begin}${HIDDEN}${end}`,
  ],
  // Credentials that are known by their shape: AWS key ids, JSON web tokens, Slack tokens.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, () => HIDDEN],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, () => HIDDEN],
  [/(?<![\w-])x(?:ox[a-z]|app)-[\w-]{8,}/g, () => HIDDEN],
  // JAAS: the whole string where its key names it, else all options of the login module.
  named('jaas\\.config', '[^\\n]+'),
  [
    /(LoginModule\s{1,9}(?:required|requisite|sufficient|optional)\s{1,9})[^\n]+/gi,
    (_, module) => `${module}${HIDDEN}`,
  ],
  // Userinfo in URLs. A raw slash in the password is allowed, unless what stands before it is a port.
  [
    /(:\/\/)(?:[^\s/?#"<>]+@|[^\s/:@"<>]{0,256}:(?!\d{1,5}[/?#])[^\s@"<>]{1,200}@(?:[^\s/?#"<>]*@)?)/g,
    (_, start) => `${start}${HIDDEN}@`,
  ],
  [/(jdbc:oracle:\w{1,9}:)[^\s@"<>]{1,512}@/gi, (_, start) => `${start}${HIDDEN}@`],
  // Parameters of URLs whose name is too common to be looked for anywhere else.
  [
    /([?&](?:key|sig|signature|auth|code|x-(?:amz|goog)-(?:signature|credential|security-token))=)[^\s&;#"'<>]+/gi,
    (_, name) => `${name}${HIDDEN}`,
  ],
  // password=…, "secret": "…"; not where Kafka names a key and goes on with what is wrong with it.
  named(`(?:${WORD})(?<!for configuration [\\w.-]{0,200})`, `${UNCLOSED}|${BARE}`),
  [
    /(Invalid value )((?:(?!Invalid value )[\s\S])*?)( for configuration )([\w.-]{1,300})/g,
    (match, before, value = '', after, key = '') =>
      SECRET_KEY.test(key) ? `${before}${hide(value)}${after}${key}` : match,
  ],
  [
    /\b(Bearer\s{1,4})(?!(?:auth\w*|tokens?|realm|scheme|header|is|was|not|or|and|for)\b)[\w.~+/=-]{4,}/gi,
    (_, scheme) => `${scheme}${HIDDEN}`,
  ],
  // "Basic" is also a common word: only what decodes to user:password is a header.
  [
    /\b(Basic\s{1,4})([A-Za-z0-9+/]{6,}={0,2})/gi,
    (match, scheme, value = '') => (Buffer.from(value, 'base64').includes(':') ? `${scheme}${HIDDEN}` : match),
  ],
]

/** Words that stand where a secret could: MySQL says "(using password: YES)". */
export const HARMLESS = /^(?:null|yes|no|true|false)$/i

/** Hides everything but references. */
const hide = (value: string): string => hidePieces(value.split(SHOWN_PIECES))

/** An unquoted value ends before the punctuation that closes what it stands in. */
function hideBare(value: string): string {
  const pieces = value.split(SHOWN_PIECES)
  const last = pieces.pop() ?? ''
  let end = last.length
  while (end > 0 && '"\',.)}]<>\\'.includes(last.charAt(end - 1))) end--
  return hidePieces([...pieces, last.slice(0, end)]) + last.slice(end)
}

/** Every second piece is what may be shown. */
function hidePieces(pieces: readonly string[]): string {
  const isSecret = (piece: string, at: number) => at % 2 === 0 && piece !== '' && !HARMLESS.test(piece)
  const hidden = pieces.map((piece, at) => (isSecret(piece, at) ? HIDDEN : piece)).filter((piece) => piece !== '')
  return hidden.filter((piece, at) => piece !== HIDDEN || hidden[at - 1] !== HIDDEN).join('')
}
