import { useState } from 'react'
import type { Screen } from '../screen.ts'
import { useActing } from './acting.ts'
import { Bar } from './bar.tsx'
import { Channel } from './channel.tsx'
import { Confirm } from './confirm.tsx'
import { Home } from './home.tsx'
import { JsonDialog, ShowJson } from './json-dialog.tsx'
import { Modal } from './modal.tsx'
import { Notice } from './notice.tsx'
import { usePlace } from './place.ts'
import { useSandbox } from './sandbox.ts'
import { type Side, SidePanel } from './side.tsx'
import { Sidebar } from './sidebar.tsx'
import { MeContext } from './surface.ts'

type Conversation = Screen['channels'][number]

export function App() {
  const [place, go] = usePlace()
  const { screen, stage, exchanges, online } = useSandbox(place.as)
  const { me, question, wrong } = useActing(place.as, screen)
  const [side, setSide] = useState<Side>()
  const [menu, setMenu] = useState(false)
  const [json, setJson] = useState<{ title: string; value: unknown }>()
  if (!screen || !stage) return <p className="waiting">{online ? 'Opening …' : 'The demo has ended.'}</p>

  const channel = screen.channels.find(({ id }) => id === place.at) ?? screen.channels[0]
  const top = screen.modals.at(-1)
  const notice = wrong ?? screen.notice

  function move(change: Partial<typeof place>) {
    go(change)
    setMenu(false)
    setSide((open) => (open?.kind === 'thread' ? undefined : open))
  }

  return (
    <MeContext value={me}>
      <ShowJson value={setJson}>
        <div className={['app', side && 'with-side', menu && 'with-menu'].filter(Boolean).join(' ')}>
          <Sidebar {...{ screen, stage, place, move }} />
          <main>
            <Bar
              title={titleOf(place.at === 'home' ? undefined : channel)}
              person={stage.people.find(({ id }) => id === place.as)?.name ?? place.as}
              away={awayness(online, screen.sockets)}
              menu={menu}
              toggleMenu={() => setMenu(!menu)}
              side={side}
              toggle={(kind) => setSide(side?.kind === kind ? undefined : { kind })}
            />
            {place.at === 'home' && <Home view={screen.home} />}
            {place.at !== 'home' && channel && (
              <Channel
                key={`${place.as} ${channel.id}`}
                channel={channel}
                messages={screen.messages}
                commands={stage.commands}
                openThread={(ts) => setSide({ kind: 'thread', ts })}
              />
            )}
            {notice !== undefined && <Notice text={notice} />}
          </main>
          {side && <SidePanel {...{ side, channel, screen, stage, exchanges }} close={() => setSide(undefined)} />}
        </div>
        {top && <Modal key={top.id} view={top} depth={screen.modals.length} />}
        {question && <Confirm {...question} />}
        {json && <JsonDialog {...json} close={() => setJson(undefined)} />}
      </ShowJson>
    </MeContext>
  )
}

const titleOf = (channel: Conversation | undefined) =>
  channel && channel.kind !== 'im' ? `#${channel.name}` : 'Kafka Connect'

function awayness(online: boolean, sockets: number): string | undefined {
  if (!online) return 'no connection to the demo'
  return sockets === 0 ? 'the app is away' : undefined
}
