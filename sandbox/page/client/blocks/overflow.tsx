import { useEffect, useRef, useState } from 'react'
import { optionsOf, textOf } from '../../../slack/composition.ts'
import { words } from '../../../slack/json.ts'
import { useControl } from '../control.ts'
import type { ElementProps } from './element.tsx'

/** The “…” menu. */
export function Overflow({ block, element }: ElementProps) {
  const { busy, choose } = useControl(block, element)
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const options = optionsOf(element)

  useEffect(() => {
    if (!isOpen) return
    frame.current?.querySelector('[role=menu]')?.scrollIntoView({ block: 'nearest' })
    frame.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [isOpen])

  function move(step: number) {
    const items = [...(frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const now = items.findIndex((item) => item.matches(':focus'))
    items.at((now + step) % items.length)?.focus()
  }
  function close() {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }
  const KEYS: Record<string, () => void> = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of what stands in it.
    <div
      className="overflow"
      ref={frame}
      onBlur={({ relatedTarget }) => frame.current?.contains(relatedTarget) || setOpen(false)}
      onKeyDown={(event) => {
        const act = isOpen ? KEYS[event.key] : undefined
        if (!act) return
        event.preventDefault()
        event.stopPropagation()
        act()
      }}
    >
      <button
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-busy={busy}
        aria-label="More"
        onClick={() => setOpen(!isOpen)}
      >
        …
      </button>
      {isOpen && (
        <div role="menu" className="popup">
          {options.map((option) => (
            <button
              type="button"
              role="menuitem"
              key={words(option.value)}
              onClick={() => {
                close()
                choose(words(option.value))
              }}
            >
              {textOf(option.text)}
              {option.description !== undefined && <small>{textOf(option.description)}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
