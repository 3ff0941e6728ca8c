import { memo, useState } from 'react'
import type { Exchange } from '../traffic.ts'
import { Copy, Json } from './json.tsx'

/** What goes over the line between Slack and the app: newest first. */
export function Drawer({ exchanges }: { exchanges: readonly Exchange[] }) {
  const answersTo = (id: number) => exchanges.filter(({ answers }) => answers === id).flatMap(({ after = [] }) => after)
  return (
    <>
      <h2>Developer</h2>
      <p className="legend">→ what a person did, with its acknowledgement and answers; ← what the app called.</p>
      <ol className="exchanges">
        {exchanges.toReversed().map((exchange) => (
          <Row key={exchange.id} exchange={exchange} timing={timing(exchange, answersTo(exchange.id))} />
        ))}
      </ol>
    </>
  )
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const inWords = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)
const size = (bytes: number) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`)

function timing({ kind, took, after }: Exchange, answers: readonly number[]): string {
  if (kind !== 'envelope')
    return [inWords(took), ...(after === undefined ? [] : [`${inWords(after)} after the act`])].join(', ')
  const [first, last] = [answers[0], answers.at(-1)]
  const answered = first === undefined || last === undefined ? [] : [`answered after ${inWords(first)}`]
  const ended = answers.length > 1 && last !== undefined ? [`last word after ${inWords(last)}`] : []
  return [`ack after ${inWords(took)}`, ...answered, ...ended].join(', ')
}

const Row = memo(function Row({ exchange, timing }: { exchange: Exchange; timing: string }) {
  const [isOpen, setOpen] = useState(false)
  const { id, at, kind, title, trouble, request, answer } = exchange
  return (
    <li className={trouble === undefined ? '' : 'trouble'} data-exchange={id}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span className="what">
            {kind === 'envelope' ? '→' : '←'} {title}
          </span>
          <small>
            {clock.format(at)} · {timing} · {size(exchange.size)}
          </small>
          {trouble !== undefined && <span className="error">⚠ {trouble}</span>}
        </summary>
        {isOpen && (
          <>
            <h3>
              Sent <Copy value={request} />
            </h3>
            <Json value={request} />
            <h3>Answered</h3>
            <Json value={answer ?? null} />
          </>
        )}
      </details>
    </li>
  )
})
