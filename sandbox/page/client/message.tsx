import { memo } from 'react'
import { objs, words } from '../../slack/json.ts'
import type { ShownMessage } from '../screen.ts'
import { Blocks } from './blocks/block.tsx'
import { Markup } from './blocks/text.tsx'
import { JsonButton } from './json-dialog.tsx'
import { SurfaceContext } from './surface.ts'

interface Props {
  message: ShownMessage
  replies?: number
  openThread?: ((ts: string) => void) | undefined
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const timeOf = (ts: string) => clock.format(new Date(Number(ts) * 1000))

export const Message = memo(function Message({ message, replies = 0, openThread }: Props) {
  const { ts, channel, author, blocks, text, attachments, files, ephemeral, edited, state } = message
  const label = `${author}, ${timeOf(ts)}${ephemeral ? ', only visible to you' : ''}${edited ? ', edited' : ''}`
  return (
    <article className={`message${ephemeral ? ' ephemeral' : ''}`} aria-label={label} data-ts={ts}>
      <header>
        <strong>{author}</strong>
        {message.byApp && <span className="tag">APP</span>}
        <time>{timeOf(ts)}</time>
        {edited && <span className="mark">(edited)</span>}
        {ephemeral && <span className="mark">Only visible to you</span>}
        {message.broadcast && <span className="mark">also sent to the channel</span>}
        <span className="tools">
          {openThread && !ephemeral && (
            <button type="button" className="quiet" onClick={() => openThread(message.threadTs ?? ts)}>
              Reply
            </button>
          )}
          <JsonButton title="message" value={{ blocks }} />
        </span>
      </header>
      <SurfaceContext value={{ where: { channel, ts }, state, errors: {} }}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Markup text={text} />}
        {attachments.map((attachment, index) => (
          <div key={index} className="attachment" style={{ borderColor: words(attachment.color) || undefined }}>
            <Blocks blocks={objs(attachment.blocks)} />
          </div>
        ))}
      </SurfaceContext>
      {files.map((file) => (
        <p key={words(file.id)} className="file">
          File: {words(file.title)}
        </p>
      ))}
      {replies > 0 && openThread && (
        <button type="button" className="quiet replies" onClick={() => openThread(ts)}>
          {replies} {replies === 1 ? 'reply' : 'replies'}
        </button>
      )}
    </article>
  )
})
