import { renderToStaticMarkup } from 'react-dom/server'
import { textOf } from '../../slack/composition.ts'
import { type Obj, objs, words } from '../../slack/json.ts'
import type { State } from '../../slack/world.ts'
import { Blocks } from './blocks/block.tsx'
import { Markup } from './blocks/text.tsx'
import { Json } from './json.tsx'
import { type Me, MeContext, SurfaceContext } from './surface.ts'

const NOBODY: Me = {
  user: '',
  act: async () => ({ kind: 'done' }),
  users: {},
  channels: [],
  userGroups: {},
}

interface Props {
  /** A message or view; its blocks and elements have ids. */
  content: Obj
  state: State
}

function Payload({ content, state }: Props) {
  const isView = content.type === 'modal' || content.type === 'home'
  const blocks = objs(content.blocks)
  return (
    <MeContext value={NOBODY}>
      <SurfaceContext value={{ where: { view: '' }, state, errors: {} }}>
        {isView && <h2>{textOf(content.title)}</h2>}
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Markup text={words(content.text)} />}
        {isView && (
          <footer>
            {[content.close, content.submit].map(textOf).map((label) => label && <span key={label}>[{label}] </span>)}
          </footer>
        )}
      </SurfaceContext>
    </MeContext>
  )
}

/** A message or view as HTML, as the page shows it; as JSON with a red mark where that fails. */
export function draw({ content, state }: Props): string {
  try {
    return renderToStaticMarkup(<Payload content={content} state={state} />)
  } catch (error) {
    return renderToStaticMarkup(
      <div className="unknown">
        <strong>✖ {String(error)}</strong>
        <Json value={content} />
      </div>,
    )
  }
}
