import { problemsOf } from '../../connectors/form/pages.ts'
import { describeModal } from '../views/form/describe.ts'
import { addModal, exactModal, problemsModal } from '../views/form/side.ts'
import { withheldIn } from './sessions.ts'
import { fieldAt, type Row } from './turn.ts'

const describe: Row['run'] = async ({ session, form, event: { target } }) =>
  describeModal({
    draft: session.draft.id,
    field: fieldAt(form, target.o ?? ''),
    mayEdit: form.mayEdit,
    page: target.p ?? 0,
  })

/** Views about one field, or about all errors. */
export const SIDES: Readonly<Record<string, Row>> = {
  describe: { pushes: 'Field', run: describe },
  /** Another page of the same, in its place. */
  more: { run: describe },
  exact: {
    pushes: 'Edit value',
    run: async ({ session, form, event }) => {
      const field = fieldAt(form, event.target.o ?? '')
      const hidden = field.control.kind === 'secret'
      return exactModal(session.draft.id, field, hidden ? undefined : form.values.get(field.key.name))
    },
  },
  add: { pushes: 'Add a key', run: async ({ session }) => addModal(session.draft.id) },
  problems: {
    run: async (turn) => {
      const { draft, check } = turn.session
      return problemsModal(draft.id, problemsOf(turn.form), withheldIn(check))
    },
  },
}
