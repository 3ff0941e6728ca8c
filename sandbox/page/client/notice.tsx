import { useMe } from './surface.ts'

/** What Slack itself tells the person. */
export function Notice({ text }: { text: string }) {
  const { act } = useMe()
  return (
    <div className="notice" role="alert">
      <span>Slack: {text}</span>
      <button type="button" className="quiet" onClick={() => act({ do: 'dismiss' })}>
        Dismiss
      </button>
    </div>
  )
}
