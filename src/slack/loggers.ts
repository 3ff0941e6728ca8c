import type { App } from '@slack/bolt'
import { z } from 'zod'
import { isLevel } from '../connectors/loggers.ts'
import type { Service } from '../connectors/service/service.ts'
import { UserError } from '../errors.ts'
import { actionId, decodeTarget, type Target } from './ids.ts'
import { modalAt } from './modal.ts'
import { askerIn, type Surfaces } from './surfaces.ts'
import { LOGGER_FIELDS, levelChangedView, loggerModal } from './views/loggers.ts'
import { loadingModal } from './views/modal.ts'

const { logger, level, minutes } = LOGGER_FIELDS
const chosen = z.object({ selected_option: z.object({ value: z.string() }) })

const Submission = z.object({
  state: z.object({
    values: z.object({
      [logger]: z.object({ [logger]: z.object({ value: z.string().nullish() }) }),
      [level]: z.object({ [level]: chosen }),
      [minutes]: z.object({ [minutes]: chosen }),
    }),
  }),
})

interface Deps {
  app: App
  service: Service
  surfaces: Surfaces
  clusterName: (id: string) => string
}

export type Loggers = ReturnType<typeof registerLoggers>

/** A log level: asked for, and submitted. */
export function registerLoggers({ app, service, surfaces, clusterName }: Deps) {
  app.view(actionId('loggers'), async ({ ack, body, view, client }) => {
    await ack({ response_action: 'update', view: loadingModal('Log level') })
    const { values } = Submission.parse(view).state
    const target = decodeTarget(view.private_metadata) ?? {}
    const { o: cluster = '' } = target
    await surfaces.inModal(modalAt(client, view.id), askerIn(body.user.id, target), async (ask) => {
      ask.about = cluster
      const wanted = values[level][level].selected_option.value
      if (!isLevel(wanted)) throw new UserError(`There is no level ${wanted.slice(0, 20)}. Nothing was done.`)
      const request = {
        cluster,
        logger: (values[logger][logger].value ?? '').trim(),
        level: wanted,
        minutes: Number(values[minutes][minutes].selected_option.value),
      }
      return levelChangedView(await service.setLevel(ask.actor, request, ask.origin), clusterName(cluster))
    })
  })

  return {
    /** Which logger of this Connect cluster, how much, how long. */
    clicked: ({ o: cluster = '' }: Target) => loggerModal(cluster, clusterName(cluster)),
  }
}
