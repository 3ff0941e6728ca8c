import { ACTIONS } from '../../src/connectors/actions.ts'
import { newDraft } from '../../src/connectors/form/draft.ts'
import { keyOf } from '../../src/connectors/key.ts'
import type { Actor, Permission } from '../../src/connectors/policy.ts'
import { METHODS } from '../../src/connectors/service/methods.ts'
import type { Service } from '../../src/connectors/service/service.ts'
import { BUTTON, SINK } from './world.ts'

export const NAMES = ['orders-sink', 'orders-source', 'clicks-sink']

/** Every way to ask something of one connector, with what it takes. */
export const asking: [
  string,
  Permission | 'any',
  (service: Service, actor: Actor, connector: string) => Promise<unknown>,
][] = [
  ...Object.values(ACTIONS).map(({ id, permission }): (typeof asking)[number] => [
    `act ${id}`,
    permission,
    (service, who, connector) => service.act(who, id, { cluster: 'prod', connector }, { task: 0, mode: 'all' }, BUTTON),
  ]),
  ['show', METHODS.show.needs, (service, who, connector) => service.show(who, { cluster: 'prod', connector })],
  ['trace', METHODS.trace.needs, (service, who, connector) => service.trace(who, { cluster: 'prod', connector }, 0)],
  ['topics', METHODS.topics.needs, (service, who, connector) => service.topics(who, { cluster: 'prod', connector })],
  [
    'deletePlan',
    METHODS.deletePlan.needs,
    (service, who, connector) => service.deletePlan(who, { cluster: 'prod', connector }, BUTTON),
  ],
  ['offsets', METHODS.offsets.needs, (service, who, connector) => service.offsets(who, { cluster: 'prod', connector })],
  [
    'planOffsets',
    METHODS.planOffsets.needs,
    (service, who, connector) => service.planOffsets(who, { cluster: 'prod', connector }, 'reset'),
  ],
  [
    'planOffsets, which shows them,',
    METHODS.offsets.needs,
    (service, who, connector) => service.planOffsets(who, { cluster: 'prod', connector }, 'reset'),
  ],
  [
    'startRestore, which shows the config of now,',
    METHODS.startEdit.needs,
    (service, who, connector) => service.startRestore(who, { cluster: 'prod', connector }, 'some version'),
  ],
  [
    'startEdit',
    METHODS.startEdit.needs,
    (service, who, connector) => service.startEdit(who, { cluster: 'prod', connector }),
  ],
  [
    'startClone',
    METHODS.startClone.needs,
    (service, who, connector) => service.startClone(who, { cluster: 'prod', connector }, 'prod'),
  ],
  [
    'startRestore',
    METHODS.startRestore.needs,
    (service, who, connector) => service.startRestore(who, { cluster: 'prod', connector }, 'some version'),
  ],
  ['known', 'CONNECT_INSPECT', (service, who, connector) => service.known(who, draftOf(connector))],
  ['form', 'CONNECT_INSPECT', (service, who, connector) => service.form(who, draftOf(connector), UNKNOWN)],
  ['check', METHODS.save.edit, (service, who, connector) => service.check(who, draftOf(connector), UNKNOWN)],
  ['review', METHODS.save.edit, (service, who, connector) => service.review(who, draftOf(connector), UNKNOWN)],
  [
    'save',
    METHODS.save.edit,
    (service, who, connector) => service.save(who, { draft: draftOf(connector), confirmed: true, origin: BUTTON }),
  ],
]

/** A form on a connector that was opened while it was allowed. */
const draftOf = (connector: string) =>
  newDraft({
    ...{ id: 'd1', user: 'U1', cluster: 'prod', connector, class: SINK['connector.class'], editable: true },
    ...{ base: new Map(Object.entries(SINK)), changes: new Map([['tasks.max', '7']]) },
  })
const UNKNOWN = { definitions: { keys: new Map(), errors: new Map() }, demands: [], described: false }

/** Every way to ask about all of them. */
export const fleetWide: [string, (service: Service, actor: Actor, name: string) => Promise<unknown>][] = [
  ['list', (service, who) => service.list(who, {})],
  ['list by class', (service, who) => service.list(who, { class: 'MockSinkConnector' })],
  ['list by text', (service, who) => service.list(who, { text: 'a' })],
  ['resolve', (service, who, connector) => service.resolve(who, { connector: `${connector}s` })],
  [
    'resolve exactly',
    (service, who, connector) => service.resolve(who, { connector }).then(({ kind }) => kind === 'one' && connector),
  ],
  ['byKey', (service, who, connector) => service.byKey(who, keyOf({ cluster: 'prod', connector }))],
  ['whoami', (service, who) => service.whoami(who)],
  ['whoami on one', (service, who, connector) => service.whoami(who, { cluster: 'prod', connector })],
  ['clusterIds', (service, who) => service.clusterIds(who)],
  ['loggers', (service, who) => service.loggers(who)],
  ['previewBulk', (service, who) => service.previewBulk(who, { action: 'pause', filter: {} }, BUTTON)],
  ['formPlaces', (service, who) => service.formPlaces(who)],
  [
    'placesToCreate',
    (service, who) =>
      service.placesToCreate(who).then(
        (all) => all,
        () => 'refused',
      ),
  ],
  [
    'formPlugins',
    (service, who) =>
      service.formPlugins(who, 'prod').then(
        () => 'prod',
        () => 'refused',
      ),
  ],
  [
    'among',
    (service, who) =>
      service.among(
        who,
        NAMES.map((connector) => ({ cluster: 'prod', connector })),
        'CONNECT_ALTER_STATE',
      ),
  ],
  ['audit', (service, who) => service.audit({ ...who, id: 'U2' }, { limit: 100 })],
  ['clusters', (service, who) => service.clusters(who)],
  ['plugins', (service, who) => service.plugins(who).then((all) => all.map(({ cluster }) => cluster))],
]
