import { createContext, useContext } from 'react'
import { Dialog } from './dialog.tsx'
import { Copy, Json } from './json.tsx'

/** Opens the JSON of a message or view. */
const Context = createContext<(shown: { title: string; value: unknown }) => void>(() => {})
export const ShowJson = Context.Provider

export function JsonButton({ title, value }: { title: string; value: unknown }) {
  const show = useContext(Context)
  return (
    <button type="button" className="quiet" aria-label={`JSON of the ${title}`} onClick={() => show({ title, value })}>
      JSON
    </button>
  )
}

export function JsonDialog({ title, value, close }: { title: string; value: unknown; close: () => void }) {
  return (
    <Dialog label={`JSON of the ${title}`} className="wide" onCancel={close}>
      <h2>JSON of the {title}</h2>
      <Json value={value} />
      <footer>
        <Copy value={value} label="Copy for Block Kit Builder" />
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  )
}
