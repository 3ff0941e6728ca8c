import { useEffect } from 'react'
import { objs } from '../../slack/json.ts'
import type { ShownView } from '../screen.ts'
import { Blocks } from './blocks/block.tsx'
import { JsonButton } from './json-dialog.tsx'
import { SurfaceContext, useMe } from './surface.ts'

/** The app's Home tab, opened anew each time that one comes here. */
export function Home({ view }: { view: ShownView | undefined }) {
  const { user, act } = useMe()
  useEffect(() => void act({ do: 'openHome' }), [user])
  if (!view) return <p className="waiting">The app has not published a Home tab yet.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="messages" aria-label="Home" tabIndex={0}>
      <SurfaceContext value={{ where: 'home', state: view.state, errors: {} }}>
        <article className="message home">
          <JsonButton title="view" value={view.payload} />
          <Blocks blocks={objs(view.payload.blocks)} />
        </article>
      </SurfaceContext>
    </section>
  )
}
