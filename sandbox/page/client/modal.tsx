import { useState } from 'react'
import { textOf } from '../../slack/composition.ts'
import { objs } from '../../slack/json.ts'
import type { ShownView } from '../screen.ts'
import { Blocks } from './blocks/block.tsx'
import { Dialog } from './dialog.tsx'
import { JsonButton } from './json-dialog.tsx'
import { SurfaceContext, useMe } from './surface.ts'

/** The modal on top; `depth` counts those that are open. */
export function Modal({ view, depth }: { view: ShownView; depth: number }) {
  const me = useMe()
  const [busy, setBusy] = useState(false)
  const { payload } = view
  const title = textOf(payload.title)
  const submit = textOf(payload.submit)
  const wrong = Object.values(view.errors)

  async function send() {
    setBusy(true)
    await me.act({ do: 'submit' })
    setBusy(false)
  }

  return (
    <Dialog label={title} onCancel={() => me.act({ do: 'close' })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (submit !== '' && !busy) send()
        }}
      >
        <header>
          <h2>{title}</h2>
          {depth > 1 && <span className="depth">window {depth} of 3</span>}
          <JsonButton title="view" value={payload} />
          <button
            type="button"
            className="quiet"
            aria-label="Close all"
            onClick={() => me.act({ do: 'close', all: true })}
          >
            ✕
          </button>
        </header>
        <SurfaceContext value={{ where: { view: view.id }, state: view.state, errors: view.errors }}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <div className="body" tabIndex={0}>
            <Blocks blocks={objs(payload.blocks)} />
          </div>
        </SurfaceContext>
        <p className="error" role="alert">
          {wrong.length > 0
            ? `${wrong.length} ${wrong.length === 1 ? 'field needs' : 'fields need'} another look.`
            : ''}
        </p>
        <footer>
          <button type="button" className="button" onClick={() => me.act({ do: 'close' })}>
            {textOf(payload.close) || 'Cancel'}
          </button>
          {submit !== '' && (
            <button type="submit" className="button primary" aria-busy={busy} disabled={busy}>
              {submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}
