import type { ReactNode } from 'react'
import { optionsOf, textOf } from '../../../slack/composition.ts'
import { type Obj, words } from '../../../slack/json.ts'
import { chosenOptions, useControl } from '../control.ts'
import { Json } from '../json.tsx'
import { useMe } from '../surface.ts'
import { Overflow } from './overflow.tsx'
import { Select } from './select.tsx'
import { Drawn, Text } from './text.tsx'
import { Typed } from './typed.tsx'

export interface ElementProps {
  block: Obj
  element: Obj
  /** Given by the label of an input block. */
  id?: string | undefined
  required?: boolean | undefined
}

function Button({ block, element }: ElementProps) {
  const { busy, click } = useControl(block, element)
  const spoken = words(element.accessibility_label)
  return (
    <button
      type="button"
      className={`button ${words(element.style)}`}
      aria-label={spoken === '' ? undefined : spoken}
      aria-busy={busy}
      onClick={() => {
        if (typeof element.url === 'string') open(element.url, '_blank', 'noopener')
        click()
      }}
    >
      {textOf(element.text)}
    </button>
  )
}

/** Checkboxes and radio buttons. */
function Choices({ block, element, id }: ElementProps) {
  const { choose, value } = useControl(block, element)
  const many = element.type === 'checkboxes'
  const chosen = chosenOptions(value).map((option) => words(option.value))
  const toggle = (option: string) => {
    if (!many) return option
    return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]
  }
  return (
    <div className="choices">
      {optionsOf(element).map((option) => (
        <label key={words(option.value)}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={id ?? words(element.action_id)}
            checked={chosen.includes(words(option.value))}
            onChange={() => choose(toggle(words(option.value)))}
          />
          <span>
            <Text text={option.text} />
            {option.description !== undefined && <small>{textOf(option.description)}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Dates and times, as the browser asks for them. */
function Moment({ block, element, id }: ElementProps) {
  const { choose, value } = useControl(block, element)
  return (
    <input
      id={id}
      type={element.type === 'datepicker' ? 'date' : 'time'}
      aria-label={id === undefined ? textOf(element.placeholder) || 'Date' : undefined}
      value={words(value)}
      onChange={({ target }) => choose(target.value)}
    />
  )
}

/** The files of a `file_input`: the browser holds what was chosen, the sandbox takes it at once. */
function Upload({ block, element, id }: ElementProps) {
  const { busy, upload } = useControl(block, element)
  const most = Number(element.max_files ?? 10)
  const take = async (files: readonly File[]) => upload(await Promise.all(files.slice(0, most).map(encoded)))
  return (
    <input
      type="file"
      id={id}
      multiple={most > 1}
      aria-busy={busy}
      onChange={({ target }) => void take([...(target.files ?? [])])}
    />
  )
}

async function encoded(file: File): Promise<{ name: string; base64: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: file.name, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
}

const asOptions = (names: Obj) =>
  Object.entries(names).map(([value, text]) => ({ value, text: { type: 'plain_text', text } }))

function People(props: ElementProps) {
  return <Select {...props} options={asOptions(useMe().users)} />
}
function Channels(props: ElementProps) {
  const { channels } = useMe()
  return <Select {...props} options={asOptions(Object.fromEntries(channels.map(({ id, name }) => [id, name])))} />
}
const Static = (props: ElementProps) => <Select {...props} options={optionsOf(props.element)} />
const External = (props: ElementProps) => <Select {...props} />

/** Elements that act or take input, by type. */
const ELEMENTS: Record<string, (props: ElementProps) => ReactNode> = {
  button: Button,
  overflow: Overflow,
  checkboxes: Choices,
  radio_buttons: Choices,
  static_select: Static,
  multi_static_select: Static,
  external_select: External,
  multi_external_select: External,
  users_select: People,
  multi_users_select: People,
  channels_select: Channels,
  multi_channels_select: Channels,
  conversations_select: Channels,
  multi_conversations_select: Channels,
  datepicker: Moment,
  timepicker: Moment,
  plain_text_input: Typed,
  number_input: Typed,
  email_text_input: Typed,
  url_text_input: Typed,
  file_input: Upload,
  image: ({ element }) => <Drawn block={element} />,
}

export function Element(props: ElementProps) {
  const type = words(props.element.type)
  const Known = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined
  if (Known) return <Known {...props} />
  return (
    <div className="unknown">
      <strong>✖ The sandbox cannot draw “{type}”</strong>
      <Json value={props.element} />
    </div>
  )
}
