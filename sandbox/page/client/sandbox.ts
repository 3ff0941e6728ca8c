import { useEffect, useState } from 'react'
import type { Told } from '../streams.ts'
import type { Exchange } from '../traffic.ts'
import { watch } from './api.ts'
import { share } from './share.ts'

/** As long as the server keeps them. */
const EXCHANGES = 500

/** What this person sees, live. */
export function useSandbox(user: string) {
  const [screen, setScreen] = useState<Told['screen']>()
  const [stage, setStage] = useState<Told['stage']>()
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([])
  const [online, setOnline] = useState(true)

  useEffect(() => {
    return watch(user, {
      screen: (next) => setScreen((before) => share(before, next)),
      stage: (next) => setStage((before) => share(before, next)),
      traffic: (more) => setExchanges((before) => merged(before, more)),
      online: setOnline,
    })
  }, [user])

  return { screen, stage, exchanges, online }
}

function merged(before: readonly Exchange[], more: readonly Exchange[]): readonly Exchange[] {
  const last = before.at(-1)?.id ?? 0
  return [...before, ...more.filter(({ id }) => id > last)].slice(-EXCHANGES)
}
