import { Component, type ReactNode } from 'react'
import { textOf } from '../../../slack/composition.ts'
import { isObj, type Obj, objs, words } from '../../../slack/json.ts'
import { Json } from '../json.tsx'
import { useSurface } from '../surface.ts'
import { Element } from './element.tsx'
import { Drawn, Text } from './text.tsx'

type Draw = (props: { block: Obj }) => ReactNode

/** Blocks by type; those that only show something are slack-blocks-to-jsx's. */
const BLOCKS: Record<string, Draw> = {
  section: ({ block }) => (
    <div className="section">
      <div className="grow">
        {isObj(block.text) && <Text text={block.text} />}
        {block.fields !== undefined && (
          <div className="fields">
            {objs(block.fields).map((field, index) => (
              <Text key={index} text={field} />
            ))}
          </div>
        )}
      </div>
      {isObj(block.accessory) && <Element block={block} element={block.accessory} />}
    </div>
  ),
  header: ({ block }) => <h3 className="header">{textOf(block.text)}</h3>,
  divider: () => <hr />,
  context: ({ block }) => (
    <div className="context">
      {objs(block.elements).map((part, index) =>
        part.type === 'image' ? <Drawn key={index} block={part} /> : <Text key={index} text={part} />,
      )}
    </div>
  ),
  actions: ({ block }) => (
    <div className="actions">
      {objs(block.elements).map((element) => (
        <Element key={words(element.action_id)} block={block} element={element} />
      ))}
    </div>
  ),
  input: Input,
  alert: ({ block }) => (
    <div className={`alert ${words(block.level)}`} role="note">
      {isObj(block.text) && <Text text={block.text} />}
    </div>
  ),
  rich_text: Drawn,
  markdown: Drawn,
  image: Drawn,
  table: Drawn,
}

/** Boxes and radios are several fields under one label; everything else is one. */
const GROUPS = new Set(['checkboxes', 'radio_buttons'])

function Input({ block }: { block: Obj }) {
  const { errors } = useSurface()
  const blockId = words(block.block_id)
  const error = errors[blockId]
  const element = isObj(block.element) ? block.element : {}
  const label = `${textOf(block.label)}${block.optional === true ? ' (optional)' : ''}`
  const id = `${blockId}/${words(element.action_id)}`
  const Frame = GROUPS.has(words(element.type)) ? 'fieldset' : 'div'
  return (
    <Frame className={error === undefined ? 'input' : 'input wrong'}>
      {Frame === 'fieldset' ? <legend>{label}</legend> : <label htmlFor={id}>{label}</label>}
      <Element block={block} element={element} id={id} required={block.optional !== true} />
      {error !== undefined && (
        <p className="error" id={`${id} error`}>
          {error}
        </p>
      )}
      {textOf(block.hint) !== '' && <p className="hint">{textOf(block.hint)}</p>}
    </Frame>
  )
}

/** Any block; what is not known, or breaks, is shown as JSON with a red mark, never left out. */
function Block({ block }: { block: Obj }) {
  const type = words(block.type)
  const Known = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined
  if (!Known) return <Unknown what={block} />
  return (
    <Fuse what={block}>
      <Known block={block} />
    </Fuse>
  )
}

export const Blocks = ({ blocks }: { blocks: readonly Obj[] }) => (
  <div className="blocks">
    {blocks.map((block) => (
      <Block key={words(block.block_id)} block={block} />
    ))}
  </div>
)

function Unknown({ what }: { what: Obj }) {
  return (
    <div className="unknown">
      <strong>✖ The sandbox cannot draw “{words(what.type)}”</strong>
      <Json value={what} />
    </div>
  )
}

class Fuse extends Component<{ what: Obj; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <Unknown what={this.props.what} /> : this.props.children
  }
}
