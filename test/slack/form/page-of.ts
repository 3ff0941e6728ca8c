import { newDraft } from '../../../src/connectors/form/draft.ts'
import type { Form } from '../../../src/connectors/form/pages.ts'
import type { FormPage } from '../../../src/slack/views/form/page.ts'

/** A page of a form with as much on it as there can be. */
export function pageOf(form: Form, page: string, more: Partial<FormPage> = {}): FormPage {
  const draft = newDraft({
    id: '7f9c3c1e-8f0b-4b8f-9a55-0e6a3f4f8a10',
    user: 'U1',
    cluster: 'prod',
    class: 'x'.repeat(200),
    editable: true,
    base: form.config,
    changes: form.changes,
    page,
    described: true,
    replacing: [...form.definitions.keys.keys()],
  })
  return {
    draft,
    form,
    latest: form,
    clusterName: 'Production',
    readOnly: undefined,
    status: 'x'.repeat(500),
    notice: 'x'.repeat(500),
    refused: new Map([...form.definitions.keys.keys()].map((key) => [key, 'y'.repeat(3_000)])),
    providers: Array.from({ length: 50 }, (_, n) => `provider-${n}`),
    typing: false,
    clicks: 1,
    ...more,
  }
}
