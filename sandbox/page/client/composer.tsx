import { useId, useState } from 'react'

export interface Command {
  command: string
  description: string
  usageHint: string
}

interface Props {
  label: string
  commands: readonly Command[]
  send(text: string): void
}

/** What follows a command, out of its usage hint: `[list | show] [connector]` has list and show. */
const wordsOf = ({ usageHint }: Command) =>
  /\[([^\]]*\|[^\]]*)\]/
    .exec(usageHint)?.[1]
    ?.split('|')
    .map((word) => word.trim()) ?? []

function completions(text: string, commands: readonly Command[]): { text: string; says: string }[] {
  const [first = '', second, ...more] = text.split(' ')
  if (!first.startsWith('/') || more.length > 0) return []
  const known = commands.filter(({ command }) => (second === undefined ? command.startsWith(first) : command === first))
  if (second === undefined) {
    return known.map(({ command, description, usageHint }) => ({ text: command, says: `${description} ${usageHint}` }))
  }
  return known.flatMap((command) =>
    wordsOf(command)
      .filter((word) => word.startsWith(second) && word !== second)
      .map((word) => ({ text: `${first} ${word}`, says: '' })),
  )
}

/** Where one types: Enter sends, Tab completes, the arrow up brings back what was sent before. */
export function Composer({ label, commands, send }: Props) {
  const [text, setText] = useState('')
  const [sent, setSent] = useState<string[]>([])
  const [back, setBack] = useState(0)
  const [active, setActive] = useState(0)
  const listId = useId()
  const offers = completions(text, commands)

  function submit() {
    if (text.trim() === '') return
    send(text)
    setSent([text, ...sent])
    setText('')
    setBack(0)
  }
  function recall(step: number) {
    const next = Math.min(Math.max(back + step, 0), sent.length)
    setBack(next)
    setText(sent[next - 1] ?? '')
  }
  function complete(index: number) {
    const offer = offers[index]
    if (offer) setText(`${offer.text} `)
    setActive(0)
  }
  const browsing = offers.length > 0 && back === 0 && text !== ''
  const KEYS: Record<string, (() => void) | undefined> = {
    Enter: submit,
    Tab: browsing ? () => complete(active) : undefined,
    ArrowDown: browsing ? () => setActive((active + 1) % offers.length) : () => recall(-1),
    ArrowUp: browsing ? () => setActive((active + offers.length - 1) % offers.length) : () => recall(1),
    Escape: text === '' ? undefined : () => setText(''),
  }

  return (
    <div className="composer">
      <div role="listbox" id={listId} aria-label="Commands" className="popup up" hidden={!browsing}>
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as in every combobox.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's.
          <div
            role="option"
            key={offer.text}
            id={`${listId}-${index}`}
            aria-selected={index === active}
            className={index === active ? 'active' : ''}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => complete(index)}
          >
            <strong>{offer.text}</strong> <small>{offer.says}</small>
          </div>
        ))}
      </div>
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={browsing}
        aria-controls={listId}
        aria-activedescendant={browsing ? `${listId}-${active}` : undefined}
        placeholder={label}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setBack(0)
          setActive(0)
        }}
        onKeyDown={(event) => {
          const act = event.nativeEvent.isComposing ? undefined : KEYS[event.key]
          if (!act) return
          event.preventDefault()
          act()
        }}
      />
      <button type="button" className="button primary" onClick={submit}>
        Send
      </button>
    </div>
  )
}
