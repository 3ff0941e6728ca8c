import type { App, webApi } from '@slack/bolt'
import type { Clock } from '../connect/clock.ts'
import type { Service } from '../connectors/service/service.ts'
import type { Actors } from './actors.ts'
import type { Incidents } from './alerts/incidents.ts'
import type { Explain } from './explain.ts'
import { homeView } from './views/home.ts'

interface Deps {
  actors: Actors
  service: Service
  incidents: Incidents
  clusterName: (id: string) => string
  explain: Explain
  clock: Clock
}

export type PublishHome = ReturnType<typeof createHome>

/** The App Home: the fleet, open incidents, one's drafts and rights, as of when it was opened or refreshed. */
export function createHome({ actors, service, incidents, clusterName, explain, clock }: Deps) {
  return async function publishHome(client: webApi.WebClient, userId: string, page: number): Promise<void> {
    const view = await draw(userId, page).catch((error) => ({
      type: 'home' as const,
      blocks: explain(error).message.blocks,
    }))
    await client.views.publish({ user_id: userId, view })
  }

  async function draw(userId: string, page: number) {
    const actor = await actors.actorOf(userId)
    const [{ clusters }, places, rights, drafts, open] = await Promise.all([
      service.list(actor, {}),
      service.formPlaces(actor),
      service.whoami(actor),
      service.drafts(actor),
      incidents.isWatching ? incidents.open(actor) : [],
    ])
    const views = open.map(({ view }) => view)
    const fleet = { clusters, mayCreate: places.length > 0 }
    return homeView(
      { ...fleet, incidents: views, drafts, rights: { name: actor.name, ...rights }, page, at: clock.now() },
      clusterName,
    )
  }
}

export function registerHome(app: App, publishHome: PublishHome) {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await publishHome(client, event.user, 0)
  })
}
