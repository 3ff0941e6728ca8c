/** What a pattern may look like, as people are told. */
export const PATTERN_FORMS = 'an exact name, "*", "prefix-*" or "*-suffix"'

/** Whether a text is one of Kpow's patterns: at most one star, and that at one end. */
export function isPattern(text: string): boolean {
  return /^(\*?[^*]+|[^*]*\*)$/.test(text)
}

/** Whether some text matches both. */
export function overlap(one: string, other: string): boolean {
  if (!one.includes('*')) return matches(other, one)
  if (!other.includes('*')) return matches(one, other)
  const [ends, others] = [one.replace('*', ''), other.replace('*', '')]
  // What begins with the one and ends with the other matches both.
  if (one.endsWith('*') !== other.endsWith('*')) return true
  return one.endsWith('*')
    ? ends.startsWith(others) || others.startsWith(ends)
    : ends.endsWith(others) || others.endsWith(ends)
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
