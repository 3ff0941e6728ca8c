import type { Screen, ShownMessage } from '../screen.ts'
import { Composer } from './composer.tsx'
import { Message } from './message.tsx'
import { useMe } from './surface.ts'

interface Props {
  channel: Screen['channels'][number]
  root: string
  messages: readonly ShownMessage[]
}

export function Thread({ channel, root, messages }: Props) {
  const { act } = useMe()
  const shown = messages.filter(
    (message) => message.channel === channel.id && (message.ts === root || message.threadTs === root),
  )
  return (
    <>
      <h2>Thread in #{channel.name}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="messages" role="log" aria-label="Thread" tabIndex={0}>
        {shown.map((message) => (
          <Message key={message.ts} message={message} />
        ))}
      </section>
      <Composer
        label="Reply"
        commands={[]}
        send={(text) => act({ do: 'say', channel: channel.id, text, threadTs: root })}
      />
    </>
  )
}
