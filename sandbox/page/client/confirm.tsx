import { textOf } from '../../slack/composition.ts'
import type { Obj } from '../../slack/json.ts'
import { Text } from './blocks/text.tsx'
import { Dialog } from './dialog.tsx'

/** What Slack asks before it tells the app. */
export function Confirm({ dialog, answer }: { dialog: Obj; answer: (yes: boolean) => void }) {
  return (
    <Dialog label={textOf(dialog.title)} className="confirm" onCancel={() => answer(false)}>
      <h2>{textOf(dialog.title)}</h2>
      <Text text={dialog.text} />
      <footer>
        <button type="button" className="button" onClick={() => answer(false)}>
          {textOf(dialog.deny)}
        </button>
        <button
          type="button"
          className={`button ${dialog.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          {textOf(dialog.confirm)}
        </button>
      </footer>
    </Dialog>
  )
}
