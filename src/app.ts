import { randomBytes } from 'node:crypto'
import { App, type Logger, type ReceiverEvent } from '@slack/bolt'
import type { People } from './alerts/people.ts'
import type { AlertRecords } from './alerts/records.ts'
import type { Carried } from './carried.ts'
import type { Config } from './config.ts'
import type { Clock } from './connect/clock.ts'
import type { Origin } from './connectors/model.ts'
import type { Service } from './connectors/service/service.ts'
import type { Log } from './log.ts'
import { createActors } from './slack/actors.ts'
import { createAlerts } from './slack/alerts/alerts.ts'
import { createChannelReport } from './slack/alerts/channels.ts'
import { registerAlertSubmissions } from './slack/alerts/submissions.ts'
import { createTold } from './slack/alerts/told.ts'
import { createAnnounce } from './slack/announce.ts'
import { createBulk, registerBulk } from './slack/bulk.ts'
import { createFetches, type SlackCall } from './slack/calls.ts'
import { registerClicks } from './slack/clicks.ts'
import { clientOptions, createWebClient } from './slack/clients.ts'
import { registerCommands } from './slack/commands.ts'
import { createPost, direct, late } from './slack/deliver.ts'
import { createDirectory } from './slack/directory.ts'
import { createExplain } from './slack/explain.ts'
import { registerFind } from './slack/find.ts'
import { createForms } from './slack/form/forms.ts'
import { createHome, type PublishHome, registerHome } from './slack/home.ts'
import { createHomeRefresh } from './slack/home-refresh.ts'
import { registerLoggers } from './slack/loggers.ts'
import { registerOffsets } from './slack/offsets.ts'
import { registerOpenConnector } from './slack/open-connector.ts'
import { createOperate } from './slack/operate.ts'
import { createReplies } from './slack/reply.ts'
import { createShow } from './slack/show.ts'
import { registerSubmissions } from './slack/submissions.ts'
import { createSurfaces } from './slack/surfaces.ts'
import { createThreads } from './slack/threads.ts'
import type { Message } from './slack/views/blocks.ts'
import { starting } from './start-error.ts'

interface Deps {
  config: Pick<Config, 'slack' | 'clusters' | 'roles' | 'secrets' | 'alerts'>
  service: Service
  /** What people do about incidents; undefined: nothing is watched. */
  people: People | undefined
  alertRecords: AlertRecords
  carried: Carried
  clock: Clock
  log: Log
  logger: Logger
  /** Is told of each call of Slack. */
  onSlackCall: ((call: SlackCall) => void) | undefined
}

const WRONG_BOT_TOKEN = 'Copy the bot token (xoxb-…) from the app’s “OAuth & Permissions”, and check the way to Slack.'

/** Requests come by `processEvent`, whatever received them. */
const NO_RECEIVER = { init() {}, start: async () => {}, stop: async () => {} }

/** The Bolt app with all listeners registered. Nothing touches the network before `prepare()`. */
export function buildApp({ config, service, people, alertRecords, carried, clock, log, logger, onSlackCall }: Deps) {
  const { botToken: token, apiUrl, command, operationsChannel, announce: enabled } = config.slack
  const { webApi, responseUrl } = createFetches({ clock, apiUrl, onCall: onSlackCall })
  const post = createPost(responseUrl)
  const options = { apiUrl, logger, fetch: webApi }
  const app = new App({
    token,
    receiver: NO_RECEIVER,
    logger,
    clientOptions: clientOptions(options),
    // Bolt would keep conversations in memory, and ask Slack who it is at the first event instead of at start.
    convoStore: false,
    deferInitialization: true,
  })
  const client = createWebClient({ token, ...options })
  const directory = createDirectory({ client: createWebClient({ token, ...options }), clock })
  let home = { teamId: '', enterpriseId: undefined as string | undefined }
  const actors = createActors({
    directory,
    home: () => home,
    roles: config.roles,
    onGroupProblem: (group, problem) => log.warn({ group, problem }, 'A user group grants nothing now'),
  })

  const names = new Map(config.clusters.map(({ id, name }) => [id, name]))
  const clusterName = (id: string | undefined) => names.get(id ?? '') ?? 'Kafka Connect'
  const newReference = () => randomBytes(4).toString('hex')
  const explain = createExplain({ log, clusterName, newReference })
  const ways = {
    late: (userId: string, origin: Origin, message: Message) => late(client, userId, origin, message),
    direct: (userId: string, message: Message) => direct(client, userId, message),
  }
  const replies = createReplies({
    clock,
    post,
    ...ways,
    onLost: (error) => log.error({ err: error }, 'An answer reached nobody'),
  })
  const surfaces = createSurfaces({ actors, explain, replies })
  const threads = createThreads({
    people,
    inTurn: carried.edits,
    client: createWebClient({ token, ...options }),
    directory,
    clusterName,
    shared: config.alerts?.shared ?? new Set(),
    clock,
    log,
  })
  const here = createAnnounce({ client, clock, log, clusterName, enabled, operationsChannel })
  const { announce, announceBulk } = createTold({ people, threads, here })
  const bulk = createBulk({ service, clusterName, late: ways.late, announce: announceBulk })
  const { poster, inTurn } = threads
  const alerts = createAlerts({ people, rules: config.alerts, service, bulk, poster, inTurn, clock, clusterName, post })
  const { incidents, mutes, acts: alertActs } = alerts
  const reportChannels = createChannelReport({ client, alerts: config.alerts, records: alertRecords, clock, log })
  const show = createShow({ service, bulk, alerts: alerts.looks, clock, command, clusterName })
  const operate = createOperate({ service, clock, clusterName, late: ways.late, announce })
  const publish = createHome({ actors, service, incidents, clusterName, explain, clock })
  const homes = createHomeRefresh({
    clock,
    pulse: async () => people?.pulse() ?? '',
    publish: (userId, page) => publish(client, userId, page),
    homes: carried.openHomes,
    log,
  })
  const publishHome: PublishHome = async (web, userId, page) => {
    await homes.opened(userId, page)
    await publish(web, userId, page)
  }

  const forms = createForms({
    app,
    actors,
    service,
    open: carried.openForms,
    surfaces,
    operate,
    client,
    token,
    clock,
    log,
    typing: config.secrets.typing === 'allow',
    clusterUrl: (id) => config.clusters.find((cluster) => cluster.id === id)?.urls[0] ?? '',
  })
  const offsets = registerOffsets({ app, service, surfaces, operate, clusterName })
  const loggers = registerLoggers({ app, service, surfaces, clusterName })
  registerCommands({ app, command, service, surfaces, replies, show, operate, bulk, forms, mutes })
  const acts = { operate, bulk, offsets, loggers, forms, alertActs }
  registerClicks({ app, service, surfaces, show, replies, publishHome, ...acts })
  registerSubmissions({ app, clusterIds: [...names.keys()], surfaces, operate })
  registerAlertSubmissions({ app, surfaces, alertActs, clock })
  registerBulk({ app, surfaces, bulk })
  registerOpenConnector({ app, service, surfaces, replies })
  registerFind({ app, actors, service, log })
  registerHome(app, publishHome)
  app.event('subteam_members_changed', async ({ event }) => {
    directory.groupChanged(event.subteam_id)
  })
  app.error(async (error) => {
    log.error({ err: error, ref: newReference() }, 'A listener failed')
  })

  /** Bulk operations last: how their connectors fared stands in the audit log by then. */
  async function finishLeft() {
    await service.resumeLevels()
    await service.finishUnfinished(operate.tell)
    await service.finishBulks(actors.actorOf, bulk.tell)
  }

  const ended = new AbortController()
  return {
    poster,
    reportChannels,
    processEvent: (event: ReceiverEvent) => app.processEvent(event),
    /** Learns whose app this is, and settles what the user groups mean. */
    async prepare() {
      const me = await starting('SLACK_BOT_TOKEN', WRONG_BOT_TOKEN, () => client.auth.test())
      home = { teamId: me.team_id ?? '', enterpriseId: me.enterprise_id }
      await starting('roles', 'The app needs the scope usergroups:read to read user groups.', () => actors.start())
      await app.init()
    },
    /** What another process left is finished in the background, and told to whoever asked. */
    begin() {
      void homes.run(ended.signal)
      void service.keepFinishing(finishLeft)
    },
    /** Does nothing by itself any more; requests that run go on. */
    end() {
      ended.abort()
    },
  }
}
