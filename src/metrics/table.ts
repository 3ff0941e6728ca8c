const PREFIX = 'kafka_connect_slack_'

/** States of connectors and tasks as Kafka Connect has them; what it may come to have is `other`. */
export const STATES = ['running', 'paused', 'stopped', 'failed', 'unassigned', 'restarting', 'other'] as const
export const INCIDENT_STATES = ['firing', 'acknowledged', 'snoozed'] as const
/** Requests from Slack; a slash command is `command`, whatever it is called. */
export const REQUESTS = [
  ...['command', 'block_actions', 'block_suggestion', 'view_submission', 'view_closed', 'shortcut', 'message_action'],
  ...['event_callback', 'other'],
] as const
export const JOBS = ['post', 'reply', 'edit'] as const

/** Slack gives up after 3 s. */
const ACK_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
/** Clients give up after 10 s with Slack, a read of a worker after 6 s, a write after 100 s. */
const CALL_SECONDS = [0.025, 0.1, 0.25, 1, 2.5, 10, 60]

interface Described {
  type: 'histogram' | 'counter' | 'gauge'
  name: string
  help: string
  labelNames: readonly string[]
  /** Upper ends, in seconds. */
  buckets?: number[]
}

/**
 * THE TABLE of what is measured. No label holds the name of a connector, a person or a channel: series are as many as
 * the configuration and the APIs allow, however many connectors there are.
 */
export const METRICS = {
  acks: {
    type: 'histogram',
    name: `${PREFIX}ack_duration_seconds`,
    help: 'Time until a request from Slack was acknowledged, by what it was; Slack gives up after 3 s.',
    labelNames: ['kind'] as const,
    buckets: ACK_SECONDS,
  },
  lateAcks: {
    type: 'counter',
    name: `${PREFIX}late_acks_total`,
    help: 'Requests from Slack that were not acknowledged within 2.5 s.',
    labelNames: ['kind'] as const,
  },
  requests: {
    type: 'gauge',
    name: `${PREFIX}requests_running`,
    help: 'Requests from Slack that are being worked on.',
    labelNames: [] as const,
  },
  connected: {
    type: 'gauge',
    name: `${PREFIX}connected`,
    help: 'Whether Slack can reach this process: 1, or 0.',
    labelNames: [] as const,
  },
  webApiCalls: {
    type: 'histogram',
    name: `${PREFIX}web_api_call_duration_seconds`,
    help: "Calls of Slack's Web API and uses of response_urls, by method and outcome: ok, ratelimited, another error of Slack's, http_500, no_answer.",
    labelNames: ['method', 'outcome'] as const,
    buckets: CALL_SECONDS,
  },
  workerCalls: {
    type: 'histogram',
    name: `${PREFIX}worker_call_duration_seconds`,
    help: "Requests to Kafka Connect's workers, by endpoint and outcome: the HTTP status, or why there was none.",
    labelNames: ['connect_cluster', 'method', 'endpoint', 'outcome'] as const,
    buckets: CALL_SECONDS,
  },
  watching: {
    type: 'gauge',
    name: `${PREFIX}watching`,
    help: 'Whether this process watches the connectors: 1, or 0 where another one does or nothing is watched.',
    labelNames: [] as const,
  },
  lastPoll: {
    type: 'gauge',
    name: `${PREFIX}last_poll_timestamp_seconds`,
    help: 'When the statuses of a Connect cluster were last read; only of the process that watches.',
    labelNames: ['connect_cluster'] as const,
  },
  connectors: {
    type: 'gauge',
    name: `${PREFIX}connectors`,
    help: 'Connectors by their own state, when the Connect cluster was last read.',
    labelNames: ['connect_cluster', 'state'] as const,
  },
  tasks: {
    type: 'gauge',
    name: `${PREFIX}tasks`,
    help: 'Tasks by state, when the Connect cluster was last read.',
    labelNames: ['connect_cluster', 'state'] as const,
  },
  incidents: {
    type: 'gauge',
    name: `${PREFIX}incidents`,
    help: 'Open incidents.',
    labelNames: ['connect_cluster', 'state'] as const,
  },
  outbox: {
    type: 'gauge',
    name: `${PREFIX}outbox_jobs`,
    help: 'What alerts still have to tell Slack: posts, replies in threads, edits.',
    labelNames: ['what'] as const,
  },
} satisfies Record<string, Described>
