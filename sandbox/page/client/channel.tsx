import { useLayoutEffect, useRef } from 'react'
import type { Screen, ShownMessage } from '../screen.ts'
import { type Command, Composer } from './composer.tsx'
import { Message } from './message.tsx'
import { useMe } from './surface.ts'

interface Props {
  channel: Screen['channels'][number]
  messages: readonly ShownMessage[]
  commands: readonly Command[]
  openThread: (ts: string) => void
}

/** One conversation: what is in the channel itself, and threads by their roots. */
export function Channel({ channel, messages, commands, openThread }: Props) {
  const { act } = useMe()
  const here = messages.filter((message) => message.channel === channel.id)
  const roots = here.filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast)
  const repliesTo = (root: string) => here.filter(({ threadTs }) => threadTs === root).length
  const scroll = useStickyScroll(roots.at(-1))

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="messages" role="log" aria-label="Messages" tabIndex={0} {...scroll}>
        {roots.length === 0 && <Empty channel={channel} />}
        {roots.map((message) => (
          <Message key={message.ts} message={message} replies={repliesTo(message.ts)} openThread={openThread} />
        ))}
      </section>
      <Composer
        label={channel.kind === 'im' ? 'Message the app' : `Message #${channel.name}`}
        commands={commands}
        send={(text) =>
          text.startsWith('/')
            ? act({ do: 'command', channel: channel.id, text })
            : act({ do: 'say', channel: channel.id, text })
        }
      />
    </>
  )
}

function Empty({ channel }: { channel: Props['channel'] }) {
  return (
    <div className="empty">
      <p>
        Type <code>/connect</code> below and press Enter.
      </p>
      {channel.shared && <p>This channel is shared with another company.</p>}
      {!channel.hasApp && <p>The app is not a member of this channel.</p>}
    </div>
  )
}

/** Stays at the end while the end is in view, and goes there with each new message. */
function useStickyScroll(last: ShownMessage | undefined) {
  const list = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const shown = useRef<string>(undefined)
  useLayoutEffect(() => {
    const isNew = shown.current !== last?.ts
    shown.current = last?.ts
    if (list.current && (isNew || atEnd.current)) list.current.scrollTop = list.current.scrollHeight
  })
  const onScroll = () => {
    if (!list.current) return
    const { scrollHeight, scrollTop, clientHeight } = list.current
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
  }
  return { ref: list, onScroll }
}
const NEAR_PX = 40
