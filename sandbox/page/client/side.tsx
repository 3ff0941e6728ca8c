import type { Screen } from '../screen.ts'
import type { Told } from '../streams.ts'
import type { Exchange } from '../traffic.ts'
import { Drawer } from './drawer.tsx'
import { Happen } from './happen.tsx'
import { Thread } from './thread.tsx'

/** What stands at the right. */
export type Side = { kind: 'thread'; ts: string } | { kind: 'drawer' } | { kind: 'happen' }

interface Props {
  side: Side
  channel: Screen['channels'][number] | undefined
  screen: Screen
  stage: Told['stage']
  exchanges: readonly Exchange[]
  close: () => void
}

const LABELS: Record<Side['kind'], string> = { thread: 'Thread', drawer: 'Developer', happen: 'Make happen' }

export function SidePanel({ side, channel, screen, stage, exchanges, close }: Props) {
  return (
    <aside aria-label={LABELS[side.kind]}>
      <button type="button" className="quiet close" onClick={close}>
        Close
      </button>
      {side.kind === 'thread' && channel && <Thread channel={channel} root={side.ts} messages={screen.messages} />}
      {side.kind === 'drawer' && <Drawer exchanges={exchanges} />}
      {side.kind === 'happen' && <Happen stage={stage} />}
    </aside>
  )
}
