/** What a pattern may look like, as people are told. */
export const PATTERN_FORMS = 'an exact name, "*", "prefix-*" or "*-suffix"'

/** Whether a text is one of Kpow's patterns: at most one star, and that at one end. */
export function isPattern(text: string): boolean {
  return /^(\*?[^*]+|[^*]*\*)$/.test(text)
}

/**
 * Kpow's patterns: exact, `*`, `prefix-*`, `*-suffix`. Every other character is itself and case counts; a glob
 * library would let `.hidden` or `a/b` slip past a Deny.
 */
export function matches(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1))
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1))
  return text === pattern
}
