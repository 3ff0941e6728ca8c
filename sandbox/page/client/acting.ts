import { useMemo, useState } from 'react'
import { type Obj, obj } from '../../slack/json.ts'
import type { Act, Answer } from '../acts.ts'
import type { Screen } from '../screen.ts'
import { act } from './api.ts'
import type { Me } from './surface.ts'

interface Question {
  dialog: Obj
  answer(yes: boolean): void
}

/** How a person acts: where Slack asks first, they are asked; what the page could not do is `wrong`. */
export function useActing(user: string, screen: Screen | undefined) {
  const [question, setQuestion] = useState<Question>()
  const [wrong, setWrong] = useState<string>()
  const { users = {}, channels = [], userGroups = {} } = screen ?? {}

  const me = useMemo((): Me => {
    const ask = (dialog: Obj) => new Promise<boolean>((answer) => setQuestion({ dialog, answer }))
    async function run(what: Act): Promise<Answer> {
      setWrong(undefined)
      const answer = await act(user, what)
      if (answer.kind === 'wrong') setWrong(answer.text)
      if (answer.kind !== 'confirm' || (what.do !== 'click' && what.do !== 'choose')) return answer
      const yes = await ask(obj(answer.dialog))
      setQuestion(undefined)
      return yes ? act(user, { ...what, confirm: true }) : answer
    }
    return { user, act: run, users, channels, userGroups }
  }, [user, users, channels, userGroups])

  return { me, question, wrong }
}
