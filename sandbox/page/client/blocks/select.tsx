import { useEffect, useId, useRef, useState } from 'react'
import { textOf } from '../../../slack/composition.ts'
import { isObj, list, type Obj, words } from '../../../slack/json.ts'
import { useControl } from '../control.ts'
import type { ElementProps } from './element.tsx'

interface Props extends ElementProps {
  /** Not given: the app is asked for them. */
  options?: Obj[]
}

/** Every kind of select: one types to find, then chooses one or several. */
export function Select({ block, element, id, required, options }: Props) {
  const { busy, value, ...control } = useControl(block, element)
  const [query, setQuery] = useState<string>()
  const [suggested, setSuggested] = useState<Obj[]>([])
  const [active, setActive] = useState(0)
  const listId = useId()
  const popup = useRef<HTMLDivElement>(null)
  const latest = useRef(0)

  const many = words(element.type).startsWith('multi_')
  const chosen = list([value ?? []].flat()).map(idOf)
  const known = new Map(
    [...list([value ?? []].flat()), ...(options ?? [])].filter(isObj).map((one) => [words(one.value), one]),
  )
  const nameOf = (one: string) => textOf(known.get(one)?.text) || one
  const isOpen = query !== undefined
  const shown =
    options?.filter((one) =>
      textOf(one.text)
        .toLowerCase()
        .includes((query ?? '').toLowerCase()),
    ) ?? suggested

  useEffect(() => {
    if (isOpen) popup.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])

  async function find(text: string) {
    setQuery(text)
    setActive(0)
    if (options) return
    const turn = ++latest.current
    const answer = await control.suggest(text)
    if (turn === latest.current && answer.kind === 'options') setSuggested(answer.options)
  }

  function choose(option: Obj | undefined) {
    if (!option) return
    const one = words(option.value)
    const others = chosen.filter((other) => other !== one)
    control.choose(many ? [...others, ...(others.length === chosen.length ? [one] : [])] : one)
    setQuery(many ? '' : undefined)
  }

  const KEYS: Record<string, () => void> = {
    ArrowDown: () => (isOpen ? setActive((active + 1) % Math.max(shown.length, 1)) : void find('')),
    ArrowUp: () => setActive((active + shown.length - 1) % Math.max(shown.length, 1)),
    Enter: () => (isOpen ? choose(shown[active]) : void find('')),
    Escape: () => setQuery(undefined),
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus has left.
    <div
      className="select"
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setQuery(undefined)}
    >
      {many && chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((one) => (
            <li key={one}>
              <button type="button" aria-label={`Remove ${nameOf(one)}`} onClick={() => choose({ value: one })}>
                {nameOf(one)} ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        role="combobox"
        type="text"
        autoComplete="off"
        aria-label={id === undefined ? textOf(element.placeholder) || 'Choose' : undefined}
        aria-required={required === true}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && shown.length > 0 ? `${listId}-${active}` : undefined}
        aria-busy={busy}
        placeholder={textOf(element.placeholder)}
        value={query ?? (many ? '' : nameOf(chosen[0] ?? ''))}
        onChange={({ target }) => find(target.value)}
        onClick={() => isOpen || find('')}
        onKeyDown={(event) => {
          const act = event.key === 'Escape' && !isOpen ? undefined : KEYS[event.key]
          if (!act) return
          event.preventDefault()
          event.stopPropagation()
          act()
        }}
      />
      {!many && required === false && chosen.length > 0 && (
        <button type="button" className="quiet clear" aria-label="Clear" onClick={() => control.choose([])}>
          ✕
        </button>
      )}
      <div role="listbox" id={listId} ref={popup} className="popup" hidden={!isOpen} aria-label="Options">
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's.
          <div
            role="option"
            key={words(option.value)}
            id={`${listId}-${index}`}
            aria-selected={chosen.includes(words(option.value))}
            className={index === active ? 'active' : ''}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {textOf(option.text)}
            {option.description !== undefined && <small>{textOf(option.description)}</small>}
          </div>
        ))}
        {shown.length === 0 && <div className="none">{busy ? 'Loading …' : 'Nothing found'}</div>}
      </div>
    </div>
  )
}

/** An option, or the id of a person or channel. */
const idOf = (held: unknown): string => (isObj(held) ? words(held.value) : words(held))
