/** As long as a Slack input may be. */
const INPUT = 3000

/**
 * Whether a value could come back from a Slack input other than it went in: too long, line breaks, control characters,
 * blanks at its ends, emoji (they turn into `:names:`), broken surrogates. What Slack does to them is undocumented.
 */
export function isAlterable(value: string): boolean {
  return (
    value.length > INPUT ||
    value !== value.trim() ||
    !value.isWellFormed() ||
    /[\p{Cc}\p{Zl}\p{Zp}\p{Extended_Pictographic}\p{Regional_Indicator}]|\ufe0f/u.test(value)
  )
}

/** The same of an input of several lines, which keeps the breaks between them. */
export const isAlterableInLines = (value: string): boolean => isAlterable(value.replaceAll('\n', ' '))
