import type { Draft } from '../../connectors/form/draft.ts'
import { readText } from '../../connectors/form/text.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { notKept } from './sessions.ts'
import { classIn, takeWhole } from './whole.ts'

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
  const className = classIn(readText(text), await service.formPlugins(actor, cluster))
  const draft = await service.startCreate(actor, cluster, className)
  const known = await service.known(actor, draft)
  const said = { ...known, of: draft.changes }
  const session = { draft, known: said, shown: said }
  const { form } = await service.form(actor, draft, known)
  const dropped = await takeWhole({ service, actor, session, form, typing }, text)
  return { draft: session.draft, notice: notKept(dropped) }
}
