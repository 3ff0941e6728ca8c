import { useState } from 'react'

const text = (value: unknown) => JSON.stringify(value, null, 2)

export const Json = ({ value }: { value: unknown }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <pre className="json" tabIndex={0}>
    {text(value)}
  </pre>
)

/** Copies what Slack's Block Kit Builder takes. */
export function Copy({ value, label = 'Copy' }: { value: unknown; label?: string }) {
  const [said, setSaid] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text(value)).then(
      () => setSaid('copied'),
      () => setSaid('the browser refused'),
    )
  return (
    <>
      <button type="button" className="button" onClick={copy}>
        {label}
      </button>
      <span role="status"> {said}</span>
    </>
  )
}
