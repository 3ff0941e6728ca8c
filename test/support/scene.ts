import { startConnect } from '../../sandbox/connect/server.ts'
import { type Settings, startBot } from './bot.ts'
import { createFlowingClock } from './flow.ts'

interface Options extends Settings {
  /** More lines of the Connect clusters, by id. */
  cluster?: Record<string, string>
}

export type Scene = Awaited<ReturnType<typeof createScene>>

/** The whole app on both stand-ins: Slack with its people, and two Connect clusters, `prod` and `staging`. */
export async function createScene({ cluster = {}, ...settings }: Options = {}) {
  const clock = createFlowingClock()
  const [prod, staging] = await Promise.all([startConnect({ clock, workers: 2 }), startConnect({ clock })])
  const clusters = [
    { id: 'prod', urls: prod.urls, more: cluster.prod },
    { id: 'staging', urls: staging.urls, more: cluster.staging },
  ]
  const bot = await startBot({ ...settings, clock, clusters })

  return {
    ...bot,
    clock,
    prod,
    staging,
    async close() {
      await bot.close()
      clock.stop()
      await Promise.all([prod.close(), staging.close()])
    },
  }
}
