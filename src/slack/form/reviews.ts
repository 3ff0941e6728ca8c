import type { types } from '@slack/bolt'
import { unmet } from '../../connectors/form/demands.ts'
import { type Form, problemsOf } from '../../connectors/form/pages.ts'
import type { Actor } from '../../connectors/policy.ts'
import type { Service } from '../../connectors/service/service.ts'
import { currentPage } from '../views/form/page.ts'
import { type Contested, reviewModal } from '../views/form/review.ts'
import { problemsModal } from '../views/form/side.ts'
import type { Pages } from './pages.ts'
import { type Session, withheldIn } from './sessions.ts'

interface Deps {
  service: Service
  pages: Pages
}

export type Reviews = ReturnType<typeof createReviews>

/** What stands between the form and what is sent. */
export function createReviews({ service, pages }: Deps) {
  async function show(actor: Actor, session: Session, notice?: string): Promise<types.ModalView> {
    const { draft, check } = session
    const review = await service.review(actor, draft, session.known)
    const { form } = review
    const said = (key: string, value: string | null | undefined): string => {
      if (value === null || value === undefined) return 'not set'
      return form.secrecy.hides(key, value) ? '(hidden)' : value || '(empty)'
    }
    const contested = draft.contested.map(
      (key): Contested => ({
        key,
        mine: said(key, draft.changes.get(key)),
        theirs: said(key, draft.base.get(key)),
      }),
    )
    return reviewModal({
      ...review,
      draft,
      titles: draft.connector === undefined ? titlesOf(form) : new Map(),
      name: draft.connector ?? form.values.get('name') ?? 'A new connector',
      clusterName: review.cluster.name,
      contested,
      unchecked: check.kind === 'failed' ? check.why : undefined,
      lacking: unmet(form.demands, form.values),
      notice,
    })
  }

  return {
    show,

    /** Asks Connect first. What it objects to is shown instead, each message with the way to its field. */
    async checked(actor: Actor, session: Session): Promise<types.ModalView> {
      await pages.check(actor, session)
      session.shown = session.known
      const { form } = await service.form(actor, session.draft, session.known)
      const problems = session.check.kind === 'failed' ? [] : problemsOf(form)
      session.draft = { ...session.draft, page: currentPage(form, session.draft.page).id }
      await pages.keep(actor, session)
      if (problems.length === 0) return show(actor, session)
      return problemsModal(session.draft.id, problems, withheldIn(session.check))
    },
  }
}

/** By key, the section in which it stands: a whole config is read by sections, a difference by keys. */
const titlesOf = ({ pages }: Form): Map<string, string> =>
  new Map(pages.flatMap(({ title, keys }) => keys.map(({ name }) => [name, title.replace(/ \(\d+ of \d+\)$/, '')])))
