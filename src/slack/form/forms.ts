import type { App, webApi } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import type { Service } from '../../connectors/service/service.ts'
import type { Log } from '../../log.ts'
import type { Actors } from '../actors.ts'
import { openModal } from '../modal.ts'
import { OPENINGS } from '../openings.ts'
import type { Operate } from '../operate.ts'
import type { Surfaces } from '../surfaces.ts'
import { loadingModal } from '../views/modal.ts'
import { createFiles } from './files.ts'
import { createOpenings, type Forms } from './openings.ts'
import { registerFormOptions } from './options.ts'
import { createPages } from './pages.ts'
import { registerForms } from './register.ts'
import { createReviews } from './reviews.ts'
import { createSave } from './save.ts'
import { createScreen } from './screen.ts'
import { createSessions, type OpenForms } from './sessions.ts'
import { registerStarts } from './starts.ts'

interface Deps {
  app: App
  actors: Actors
  service: Service
  open: OpenForms
  surfaces: Surfaces
  operate: Operate
  client: webApi.WebClient
  token: string
  clock: Clock
  log: Log
  /** Whether secrets may be typed into Slack. */
  typing: boolean
  /** For exports: where the REST API of a Connect cluster is. */
  clusterUrl: (id: string) => string
}

/** Everything about forms: registers what happens inside of them, and answers how they are opened. */
export function createForms(deps: Deps): Forms {
  const { app, service, open, surfaces, client, token, clock, operate, typing } = deps
  const sessions = createSessions(service, open)
  const screen = createScreen(client)
  const pages = createPages({ service, sessions, screen, clock, typing })
  const reviews = createReviews({ service, pages })
  const save = createSave({ service, sessions, operate })
  const files = createFiles({ client, token, clock })
  const forms = createOpenings({ service, pages, reviews, sessions, typing })
  const all = { ...deps, sessions, screen, pages, reviews, save, files }

  registerForms(all)
  registerFormOptions(all)
  registerStarts(all)
  app.shortcut('create_connector', async ({ ack, shortcut }) => {
    await ack()
    const modal = await openModal(client, shortcut.trigger_id, loadingModal(OPENINGS.create.title))
    if (modal === undefined) return
    const asker = { userId: shortcut.user.id, origin: { surface: 'shortcut' } } as const
    await surfaces.inModal(modal, asker, (ask) => forms.create(ask, { text: '', words: [] }))
  })
  return forms
}
