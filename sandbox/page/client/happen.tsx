import type { Told } from '../streams.ts'
import { makeHappen } from './api.ts'

/** The control panel: what happens to the connectors, to Slack and to the bot without anybody asking. */
export function Happen({ stage }: { stage: Told['stage'] }) {
  return (
    <>
      <h2>Make happen</h2>
      {stage.happenings.length === 0 && <p>These are real workers: nothing can be made to happen to them from here.</p>}
      <ul className="happenings">
        {stage.happenings.map(({ id, label, does }) => (
          <li key={id}>
            <button type="button" className="button" onClick={() => makeHappen(id)}>
              {label}
            </button>
            <small>{does}</small>
          </li>
        ))}
      </ul>
      {stage.happenings.length > 0 && (
        <label className="by-itself">
          <input type="checkbox" checked={stage.byItself} onChange={() => makeHappen('by-itself')} /> Let some of it
          happen by itself, at a gentle pace
        </label>
      )}
    </>
  )
}
