import type { App } from '@slack/bolt'
import { z } from 'zod'
import { parsePeriod } from '../../connectors/period.ts'
import { alertId, decodeTarget } from '../ids.ts'
import { modalAt } from '../modal.ts'
import type { Surfaces } from '../surfaces.ts'
import { SNOOZE, snoozedView } from '../views/alert-snooze.ts'
import { loadingModal } from '../views/modal.ts'
import type { AlertActs } from './acts.ts'

interface Deps {
  app: App
  surfaces: Surfaces
  alertActs: AlertActs
  clock: { now(): number }
}

const Submission = z.object({
  state: z.object({
    values: z.object({
      [SNOOZE.time]: z.object({ [SNOOZE.time]: z.object({ selected_option: z.object({ value: z.string() }) }) }),
      [SNOOZE.reason]: z.object({ [SNOOZE.reason]: z.object({ value: z.string().nullish() }) }),
    }),
  }),
})

/** For how long an incident is to be quiet, submitted. */
export function registerAlertSubmissions({ app, surfaces, alertActs, clock }: Deps) {
  app.view(alertId('snooze'), async ({ ack, body, view, client }) => {
    await ack({ response_action: 'update', view: loadingModal('Snooze') })
    const { values } = Submission.parse(view).state
    const { i: id = '' } = decodeTarget(view.private_metadata) ?? {}
    const ms = parsePeriod(decodeTarget(values[SNOOZE.time][SNOOZE.time].selected_option.value)?.o ?? '')
    const until = ms === undefined ? undefined : clock.now() + ms
    const reason = values[SNOOZE.reason][SNOOZE.reason].value?.trim() || undefined
    const asker = { userId: body.user.id, origin: { surface: 'modal', incident: id } as const }
    await surfaces.inModal(modalAt(client, view.id), asker, async (ask) => {
      const left = await alertActs.snooze(ask, id, until, reason)
      return snoozedView(until, left)
    })
  })
}
