import type { Screen } from '../screen.ts'
import type { Told } from '../streams.ts'
import { addressOf, type Place } from './place.ts'

interface Props {
  screen: Screen
  stage: Told['stage']
  place: Place
  move: (change: Partial<Place>) => void
}

/** Who one is, and where one can go. */
export function Sidebar({ screen, stage, place, move }: Props) {
  const current = (at: string) => (place.at === at ? 'page' : undefined)
  return (
    <nav aria-label="Workspace">
      <h2>You are</h2>
      <ul className="people">
        {stage.people.map(({ id, name, part, about }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={place.as === id ? 'true' : undefined}
              title={about}
              onClick={() => move({ as: id })}
            >
              {name} <small>{part}</small>
            </button>
            <a
              href={addressOf({ ...place, as: id })}
              target="_blank"
              rel="noreferrer"
              aria-label={`${part} in a second window`}
            >
              ↗
            </a>
          </li>
        ))}
      </ul>
      <h2>Channels</h2>
      <ul>
        {screen.channels
          .filter(({ kind }) => kind !== 'im')
          .map(({ id, name, kind, shared }) => (
            <li key={id}>
              <button type="button" aria-current={current(id)} onClick={() => move({ at: id })}>
                # {name} {kind === 'private' && <small>private</small>}
                {shared && <small>shared</small>}
              </button>
            </li>
          ))}
      </ul>
      <h2>Kafka Connect</h2>
      <ul>
        <li>
          <button type="button" aria-current={current('home')} onClick={() => move({ at: 'home' })}>
            Home
          </button>
        </li>
        {screen.channels
          .filter(({ kind }) => kind === 'im')
          .map(({ id }) => (
            <li key={id}>
              <button type="button" aria-current={current(id)} onClick={() => move({ at: id })}>
                Messages
              </button>
            </li>
          ))}
      </ul>
    </nav>
  )
}
