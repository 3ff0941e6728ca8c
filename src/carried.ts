import { createEdits } from './slack/alerts/edits.ts'
import { createOpenForms } from './slack/form/sessions.ts'
import { createOpenHomes } from './slack/home-refresh.ts'

/** What of Slack's windows and messages a reload carries over, beside the store. */
export const createCarried = () => ({
  openForms: createOpenForms(),
  openHomes: createOpenHomes(),
  edits: createEdits(),
})
export type Carried = ReturnType<typeof createCarried>
