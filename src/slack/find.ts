import type { App } from '@slack/bolt'
import type { Service } from '../connectors/service/service.ts'
import type { Log } from '../log.ts'
import type { Actors } from './actors.ts'
import { lookId } from './ids.ts'
import { connectorOptions } from './views/find.ts'

interface Deps {
  app: App
  actors: Actors
  service: Service
  log: Log
}

/** Milliseconds for a silent Connect cluster: Slack gives an answer to typing 3 s. */
const PATIENCE = 2_000

/** What "Find a connector…" offers while one types: only what this person may see, those that need somebody first. */
export function registerFind({ app, actors, service, log }: Deps) {
  app.options(lookId('find'), async ({ ack, body, payload }) => {
    try {
      const actor = await actors.actorOf(body.user.id)
      const { clusters } = await service.list(actor, { text: payload.value }, PATIENCE)
      await ack({ options: connectorOptions(clusters.flatMap(({ rows }) => rows)) })
    } catch (error) {
      // Slack has no way to show why: an empty list is all there is.
      log.info({ err: error }, 'No connectors could be offered')
      await ack({ options: [] })
    }
  })
}
