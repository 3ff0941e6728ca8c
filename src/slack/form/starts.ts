import type { App, types } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import { familyOf } from '../../connectors/form/families.ts'
import type { Actor } from '../../connectors/policy.ts'
import { inTime } from '../../connectors/service/in-time.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Actors } from '../actors.ts'
import type { Ask } from '../ask.ts'
import { decodeTarget } from '../ids.ts'
import { type Modal, openModal } from '../modal.ts'
import type { Surfaces } from '../surfaces.ts'
import { BLOCKS } from '../views/form/ids.ts'
import { classesModal, classOptions, idOfPlugin, type PluginRow, pasteModal } from '../views/form/start.ts'
import { loadingModal } from '../views/modal.ts'
import { cloned } from './clone.ts'
import { type FormEvent, readEvent } from './event.ts'
import { askForFile, type Files } from './files.ts'
import { importText } from './import.ts'
import { ANSWER_WITHIN } from './options.ts'
import type { Pages } from './pages.ts'
import type { Screen } from './screen.ts'

interface Deps {
  app: App
  actors: Actors
  surfaces: Surfaces
  service: Service
  screen: Screen
  pages: Pages
  files: Files
  typing: boolean
  clock: Clock
  log: Log
}

interface Side {
  title: string
  run(ask: Ask, event: FormEvent, pushed: Modal): Promise<types.ModalView | undefined>
}

/** The steps before there is a draft: where, which way, of which class; or a config that somebody has. */
export function registerStarts({ app, actors, surfaces, service, screen, pages, files, typing, clock, log }: Deps) {
  app.options(/^new:classes/, async ({ ack, body, payload }) => {
    try {
      const event = readEvent(body)
      const words = payload.value === '' ? (event.kept.o ?? '') : payload.value
      const plugins = await inTime(clock, ANSWER_WITHIN, async () => {
        const actor = await actors.actorOf(event.userId)
        return service.formPlugins(actor, await clusterOf(actor, event))
      })
      await ack({ options: classOptions(fitting(plugins, typeOf(event), words)) })
    } catch (error) {
      log.info({ err: error }, 'No connector classes could be offered')
      await ack({ options: [] })
    }
  })

  app.action(/^new:/, async ({ ack, body, client }) => {
    await ack()
    const event = readEvent(body)
    const side = SIDES[event.action[0] ?? '']
    if (side === undefined) return
    const pushed = await openModal(client, event.triggerId, loadingModal(side.title), 'push')
    if (pushed === undefined) return
    await surfaces.inModal(pushed, askerOf(event), (ask) => side.run(ask, event, pushed))
  })

  /** Views on top of the first step. */
  const SIDES: Readonly<Record<string, Side>> = {
    paste: {
      title: 'Start from a config',
      async run({ actor }, event, pushed) {
        const start = { clusters: await service.formPlaces(actor), channel: event.kept.id }
        return askForFile(pushed, pasteModal(start, 'text or a file'), pasteModal(start, 'text'))
      },
    },
    about: {
      title: 'Connector classes',
      async run({ actor }, event) {
        const plugins = await service.formPlugins(actor, await clusterOf(actor, event))
        return classesModal(fitting(plugins, typeOf(event), event.kept.o ?? ''))
      },
    },
  }

  app.view(/^new:/, async ({ ack, body }) => {
    const event = readEvent(body)
    await ack({ response_action: 'update', view: loadingModal('Create connector') })
    await surfaces.inModal(screen.modal(event.viewId), askerOf(event), (ask) => begin(ask, event))
  })

  async function begin(ask: Ask, event: FormEvent) {
    const { actor } = ask
    const cluster = await clusterOf(actor, event)
    ask.about = cluster
    if (event.view === 'clone') {
      const ref = await service.byKey(actor, event.kept.k ?? '')
      if (ref === undefined) throw new UserError('The connector to be cloned is no longer there. Nothing was done.')
      return cloned({ service, pages }, actor, { ref, to: cluster, channel: event.kept.id, view: event.viewId })
    }
    const channel = event.kept.id === undefined ? {} : { channel: event.kept.id }
    const [file] = event.held.get(BLOCKS.file)?.files ?? []
    if (event.held.has(BLOCKS.text)) {
      const text = file ? await files.read(file) : (event.held.get(BLOCKS.text)?.value ?? '')
      const { draft, notice } = await importText(service, { actor, cluster, text, typing })
      return pages.open(actor, { ...draft, ...channel }, event.viewId, { notice })
    }
    const id = decodeTarget(event.held.get(BLOCKS.class)?.selected_option?.value)?.o
    const plugin = (await service.formPlugins(actor, cluster)).find((one) => idOfPlugin(one) === id)
    if (plugin === undefined) throw new UserError('That class is not installed there. Start anew and choose another.')
    const draft = await service.startCreate(actor, cluster, plugin.class, plugin.version)
    return pages.open(actor, { ...draft, ...channel }, event.viewId)
  }

  /** Asked about only where there are several. */
  async function clusterOf(actor: Actor, { held }: FormEvent): Promise<string> {
    const chosen = held.get(BLOCKS.cluster)?.selected_option?.value
    if (chosen !== undefined) return chosen
    const [only] = await service.placesToCreate(actor)
    return only.id
  }
}

const askerOf = ({ userId }: FormEvent) => ({ userId, origin: { surface: 'modal' } as const })

const typeOf = ({ held }: FormEvent) => held.get(BLOCKS.type)?.selected_option?.value

/** By every word in name, type, version, or what it does. */
export function fitting<Row extends PluginRow>(
  plugins: readonly Row[],
  type: string | undefined,
  words: string,
): Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return plugins
    .filter((plugin) => type === undefined || plugin.type === type)
    .filter((plugin) => {
      const said =
        `${plugin.class} ${plugin.type} ${plugin.version ?? ''} ${familyOf(plugin.class)?.does ?? ''}`.toLowerCase()
      return wanted.every((word) => said.includes(word))
    })
}
