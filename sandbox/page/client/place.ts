import { useEffect, useState } from 'react'

/** Where in the page one is; it stands in the address, so that a reload and a second window come back to it. */
export interface Place {
  as: string
  /** A channel's id, or `home`. */
  at: string
}

const START: Place = { as: 'U0OPERATOR', at: 'C0DATA' }

function read(): Place {
  const parameters = new URLSearchParams(location.search)
  return { as: parameters.get('as') ?? START.as, at: parameters.get('at') ?? START.at }
}

export function addressOf(place: Place): string {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(place)) url.searchParams.set(name, value)
  return url.href
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(read)
  useEffect(() => {
    const back = () => setPlace(read())
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  const go = (change: Partial<Place>) => {
    const next = { ...place, ...change }
    history.pushState(null, '', addressOf(next))
    setPlace(next)
  }
  return [place, go]
}
