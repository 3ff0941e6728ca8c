import type { types } from '@slack/bolt'
import type { Clock } from '../../connect/clock.ts'
import { ConnectError } from '../../connect/errors.ts'
import type { Draft } from '../../connectors/form/draft.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { UserError } from '../../errors.ts'
import { elsewhereModal } from '../views/form/drafts.ts'
import { formModal } from '../views/form/page.ts'
import type { Screen } from './screen.ts'
import { type Check, notKept, type Session, type Sessions, type Told } from './sessions.ts'
import { steady } from './steady.ts'
import { stillTrue } from './still-true.ts'

interface Deps {
  service: Service
  sessions: Sessions
  screen: Screen
  clock: Clock
  typing: boolean
}

interface Render extends Told {
  /** Nobody has clicked: Connect has answered. */
  behind?: boolean
}

interface Behind {
  /** Draws the fields anew too: the person has just changed what fields there are. */
  fields: boolean
  /** A check that is under way already. */
  checked?: Promise<boolean>
}

/** A quick plugin has answered by then, and the first page is complete. */
const QUICK = 1_000

export type Pages = ReturnType<typeof createPages>

/** The pages of a form: how they are opened, drawn, kept, and checked in the background. */
export function createPages({ service, sessions, screen, clock, typing }: Deps) {
  async function page(actor: Actor, session: Session, told: Render = {}): Promise<types.ModalView> {
    const { draft, shown, known } = session
    const [fields, latest] = await Promise.all([
      service.form(actor, draft, stillTrue(shown, draft)),
      shown === known ? undefined : service.form(actor, draft, stillTrue(known, draft)),
    ])
    // What was told stands until the person acts again.
    if (!told.behind) {
      const { dropped, refused } = session
      session.told = { ...told, refused: told.refused ?? refused, notice: notKept(dropped) ?? told.notice }
      Object.assign(session, { dropped: [], refused: new Map() })
    }
    if (!told.behind) session.clicks += 1
    return formModal({
      ...session.told,
      draft,
      form: fields.form,
      latest: latest?.form ?? fields.form,
      clusterName: fields.cluster.name,
      readOnly: fields.readOnly,
      status: words(session.check, fields.readOnly !== undefined),
      providers: fields.surroundings.providers,
      typing,
      clicks: session.clicks,
    })
  }

  /** Never rejects: a plugin that fails or hangs while it validates stops nobody. */
  async function check(actor: Actor, session: Session): Promise<boolean> {
    const mine = ++session.checks
    session.check = { kind: 'running' }
    const of = session.draft.changes
    session.checked = of
    const found = await service.check(actor, session.draft, session.known).catch((error: unknown) => whyNot(error))
    if (mine !== session.checks) return false
    if (typeof found === 'string') session.check = { kind: 'failed', why: found }
    else {
      const { withheld, ...known } = found
      session.known = { ...known, of }
      session.check = { kind: 'done', at: clock.now(), withheld }
    }
    return true
  }

  /** What is known by now becomes what the fields of the open page are drawn from. */
  async function adopt(actor: Actor, session: Session): Promise<void> {
    const { draft, shown, known } = session
    const [before, after] = await Promise.all([shown, known].map((said) => service.form(actor, draft, said)))
    if (before === undefined || after === undefined) return
    const { said, secret } = steady(before.form, after.form, draft.page, known)
    session.shown = said
    if (secret.length > 0) session.told = { ...session.told, notice: isSecret(secret) }
  }

  /** Shows what Connect said: in the status line and the menu, with `fields` also in the fields. */
  function checkBehind(actor: Actor, session: Session, { fields, checked = check(actor, session) }: Behind): void {
    const { view } = session.draft
    const shown = checked.then(async (newest) => {
      if (!newest || view === undefined || session.draft.view !== view) return
      if (fields) await adopt(actor, session)
      await screen.modal(view).update(await page(actor, session, { behind: true }))
    })
    // Whoever acts next is told what is wrong.
    shown.catch(() => undefined)
  }

  return {
    page,
    check,
    checkBehind,

    /** The first page in this modal. An older modal on the same draft is told. */
    async open(actor: Actor, draft: Draft, view: string | undefined, told: Told = {}): Promise<types.ModalView> {
      const older = draft.view
      const session = sessions.begin({ ...draft, view }, await service.known(actor, draft))
      if (older !== undefined && older !== view) {
        screen
          .modal(older)
          .update(elsewhereModal(draft))
          .catch(() => undefined)
      }
      const notice = told.notice ?? (session.known.described ? undefined : UNDESCRIBED)
      if (!draft.editable) return page(actor, session, { ...told, notice })
      const checked = check(actor, session)
      await Promise.race([checked, clock.sleep(QUICK)])
      session.shown = session.known
      if (session.check.kind === 'running') checkBehind(actor, session, { fields: false, checked })
      await keep(actor, session)
      return page(actor, session, { ...told, notice })
    },

    keep,
  }

  /** What was not changed, or is not any more, need not be kept: it can be opened again. */
  async function keep(actor: Actor, { draft }: Session): Promise<void> {
    if (!draft.editable) return
    if (draft.changes.size > 0) await service.keepDraft(actor, draft)
    else await service.dropDraft(actor, draft.id)
  }
}

const UNDESCRIBED =
  'Kafka Connect does not say what keys this class takes: is it still there, with all its jars? All that may be secret is hidden.'

const utc = (at: number) => `${new Date(at).toISOString().slice(11, 19)} UTC`

function words(check: Check, readOnly: boolean): string {
  if (readOnly) return 'The config as it is now; secrets are hidden'
  switch (check.kind) {
    case 'none':
      return 'not checked by Kafka Connect yet'
    case 'running':
      return 'Kafka Connect is checking…'
    case 'done':
      return `checked by Kafka Connect at ${utc(check.at)}`
    case 'failed':
      return check.why
  }
}

const isSecret = (keys: readonly string[]) =>
  `${keys.join(', ').slice(0, 100)}: secret, as Kafka Connect says. What was typed there since is not kept.`

function whyNot(error: unknown): string {
  if (error instanceof UserError) return error.message
  const why = error instanceof ConnectError ? error.message : 'a fault of this app'
  return `Kafka Connect could not check this (${why}). You can go on: it is checked again when it is saved.`
}
