import { plainText, readDocs } from '../../connectors/form/docs.ts'
import { documentationOf } from '../../connectors/form/families.ts'
import type { Form } from '../../connectors/form/pages.ts'

/** All keys of a class with their documentation, as Markdown for a file. */
export function keysAsText(className: string, form: Form): string {
  const pages = form.pages.filter(({ id, keys }) => !id.startsWith('essentials.') && keys.length > 0)
  const parts = pages.flatMap(({ title, keys }) => [
    `## ${title}`,
    ...keys.map((key) => {
      const facts = [key.type, key.required ? 'required' : '', `importance ${key.importance.toLowerCase()}`]
      const byDefault = key.defaultValue === undefined ? '' : `Default: ${key.defaultValue}`
      const about = [facts.filter(Boolean).join(', '), byDefault, plainText(readDocs(key.documentation))]
      return `### ${key.name}\n\n${about.filter(Boolean).join('\n\n')}`
    }),
  ])
  return `${[`# ${className}`, documentationOf(className), ...parts].join('\n\n')}\n`
}
