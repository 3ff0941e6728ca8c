/** An error whose message is written for the person in Slack: what happened, to what, and what to do next. */
export class UserError extends Error {
  override name = 'UserError'
}
