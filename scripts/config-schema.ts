import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { fileSchema } from '../src/config/schema.ts'

/** The configuration file as JSON Schema: editors complete and check with it. */
export function configSchema() {
  const schema = z.toJSONSchema(fileSchema(String), { io: 'input', target: 'draft-7' })
  return { ...schema, title: 'Kafka Connect for Slack: config.yml' }
}

export const configSchemaText = () => `${JSON.stringify(configSchema(), null, 2)}\n`

if (import.meta.main) writeFileSync(new URL('../config.schema.json', import.meta.url), configSchemaText())
