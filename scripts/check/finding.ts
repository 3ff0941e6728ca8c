/** One line of the report. */
export interface Finding {
  ok: boolean
  /** A worker's URL, a user group, a channel. */
  what: string
  text: string
}
