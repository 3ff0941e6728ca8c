import type { Draft } from '../../connectors/form/draft.ts'
import { readText } from '../../connectors/form/text.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import { takeWhole } from './held.ts'
import { notKept } from './sessions.ts'

interface Imported {
  actor: Actor
  cluster: string
  text: string
  typing: boolean
}

/** A new connector from a config that somebody has. Its secrets are not kept. @throws UserError for what is no config */
export async function importText(
  service: Service,
  { actor, cluster, text, typing }: Imported,
): Promise<{ draft: Draft; notice: string | undefined }> {
  const config = readText(text)
  const wanted = config.get('connector.class') ?? ''
  const plugins = await service.formPlugins(actor, cluster)
  // Connect itself takes the simple name for the whole one.
  const plugin = plugins.find(({ class: name }) => name === wanted || name.split('.').at(-1) === wanted)
  if (plugin === undefined) {
    throw new UserError(
      wanted === ''
        ? 'This config has no connector.class: nobody could tell what it is for.'
        : `${wanted} is not installed there. Install it, or choose another Connect cluster.`,
    )
  }
  const draft = await service.startCreate(actor, cluster, plugin.class)
  // What the whole config's plugins call secret is known before any of it is kept.
  const known = await service.known(actor, { ...draft, changes: config })
  const { form } = await service.form(actor, draft, known)
  const taken = takeWhole(
    draft,
    form,
    JSON.stringify(Object.fromEntries(config.set('connector.class', plugin.class))),
    typing,
  )
  return { draft: taken.draft, notice: notKept(taken.dropped) }
}
