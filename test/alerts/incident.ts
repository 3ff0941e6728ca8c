import { failed, running } from './statuses.ts'
import { createStory, MINUTE } from './story.ts'
import { DATABASE_DOWN } from './traces.ts'

export const ADA = { id: 'U0ADA', name: 'Ada' }
export const a = 'orders'
export const broken = [failed(a, DATABASE_DOWN)]

/** An incident that opened at the last look, its group to be mentioned if nobody acknowledges in 15 minutes. */
export function anIncident(afterMs = 15 * MINUTE) {
  const story = createStory({ route: () => ({ channel: 'C0ALERTS', mention: { group: 'S0ONCALL', afterMs } }) })
  story.sees([running(a)])
  story.sees(broken)
  story.sees(broken)
  const [id = ''] = story.open().map(({ incident }) => incident.id)
  return { story, id }
}
