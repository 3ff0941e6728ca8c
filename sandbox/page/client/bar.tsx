import type { Side } from './side.tsx'

interface Props {
  title: string
  person: string
  /** What is amiss between page, Slack and app. */
  away: string | undefined
  menu: boolean
  toggleMenu: () => void
  side: Side | undefined
  toggle: (kind: 'drawer' | 'happen') => void
}

export function Bar({ title, person, away, menu, toggleMenu, side, toggle }: Props) {
  return (
    <div className="bar">
      <button type="button" className="quiet menu" aria-expanded={menu} onClick={toggleMenu}>
        ☰ {person}
      </button>
      <h1>{title}</h1>
      {away !== undefined && <span className="away">{away}</span>}
      <button type="button" className="quiet" aria-pressed={side?.kind === 'happen'} onClick={() => toggle('happen')}>
        Make happen
      </button>
      <button type="button" className="quiet" aria-pressed={side?.kind === 'drawer'} onClick={() => toggle('drawer')}>
        Developer
      </button>
    </div>
  )
}
