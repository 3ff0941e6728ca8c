import { exportAs, type Format } from '../../connectors/form/export.ts'
import { documentationOf } from '../../connectors/form/families.ts'
import { UserError } from '../../errors.ts'
import { message, section } from '../views/blocks.ts'
import { documentationModal, exportModal, sideModal } from '../views/form/side.ts'
import { fileInput } from '../views/form/start.ts'
import { messageModal } from '../views/modal.ts'
import { cloned } from './clone.ts'
import { askForFile, MAY_NOT_READ } from './files.ts'
import { keysAsText } from './keys.ts'
import type { Row, Turn, TurnDeps } from './turn.ts'

const FORMATS: ReadonlyMap<string | undefined, Format> = new Map([
  ['curl', 'curl'],
  ['json', 'json'],
  ['properties', 'properties'],
  ['strimzi', 'strimzi'],
])

function exported({ session: { draft }, form, event }: Turn, { clusterUrl }: TurnDeps) {
  const format = FORMATS.get(event.target.o) ?? 'json'
  const { values: config, secrecy, exists } = form
  return { format, ...exportAs(format, { config, secrecy, exists, url: clusterUrl(draft.cluster) }) }
}

async function send(turn: Turn, deps: TurnDeps, fileName: string, text: string): Promise<string> {
  await deps.files.send(turn.ask.actor.id, fileName, text)
  return `${fileName} is on its way to your direct messages with this app.`
}

async function sendExport(turn: Turn, deps: TurnDeps) {
  const { fileName, text } = exported(turn, deps)
  return messageModal(message('', [section(await send(turn, deps, fileName, text))]))
}

/** What can be done with a form beside filling it. */
export const TOOLS: Readonly<Record<string, Row>> = {
  export: {
    pushes: 'Export',
    run: async (turn, deps) => {
      const { format, text } = exported(turn, deps)
      return exportModal(turn.session.draft.id, format, text)
    },
  },
  /** From the export, which is a view on top already, or from the form itself. */
  send: { run: sendExport },
  file: { pushes: 'Send as file', run: sendExport },
  documentation: {
    pushes: 'Documentation',
    run: async (turn, deps) => {
      const { class: name } = turn.session.draft
      const said = await send(turn, deps, `${name.split('.').at(-1) ?? name}.md`, keysAsText(name, turn.form)).catch(
        (error: unknown) => (error instanceof UserError ? error.message : Promise.reject(error)),
      )
      return documentationModal(documentationOf(name), said)
    },
  },
  upload: {
    pushes: 'Upload',
    run: async ({ ask, session }) => {
      const view = sideModal({
        draft: session.draft.id,
        title: 'Upload',
        submits: { what: 'upload', label: 'Take it' },
        blocks: fileInput('JSON or properties, at most 1 MB. The file stays in Slack: put no secrets into it.'),
      })
      return askForFile(ask.modal, view, messageModal(message('', [section(MAY_NOT_READ)])))
    },
  },
  clone: {
    run: async ({ ask, session, event }, { service, pages }) => {
      const { cluster, connector = '', channel } = session.draft
      const ref = { cluster, connector }
      return cloned({ service, pages }, ask.actor, { ref, to: undefined, channel, view: event.viewId })
    },
  },
  discard: {
    quiet: true,
    run: async ({ ask, session }, { service, sessions }) => {
      await service.dropDraft(ask.actor, session.draft.id)
      sessions.forget(session.draft.id)
      return messageModal(message('', [section('Thrown away. Nothing was saved.')]))
    },
  },
}
