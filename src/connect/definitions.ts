import { z } from 'zod'

/** Read with tolerance: what a stranger's plugin leaves out, or fills with what we do not know, gets a default. */
const Texts = z.array(z.string()).catch([])

/** One config key as its plugin defines it. */
export const Definition = z
  .object({
    name: z.string(),
    type: z.enum(['BOOLEAN', 'STRING', 'INT', 'SHORT', 'LONG', 'DOUBLE', 'LIST', 'CLASS', 'PASSWORD']).catch('STRING'),
    required: z.boolean().catch(false),
    /** PASSWORD keys say "[hidden]" even where the default is empty. */
    default_value: z.string().optional().catch(undefined),
    importance: z.enum(['HIGH', 'MEDIUM', 'LOW']).catch('LOW'),
    documentation: z.string().catch(''),
    group: z.string().catch(''),
    // Renamed in 4.2.
    order: z.number().optional().catch(undefined),
    order_in_group: z.number().optional().catch(undefined),
    display_name: z.string().catch(''),
    dependents: Texts,
  })
  .transform(({ order, order_in_group, ...rest }) => ({ ...rest, order: order_in_group ?? order ?? -1 }))
export type Definition = z.output<typeof Definition>

export const PluginConfig = z.array(Definition)
export type PluginConfig = z.output<typeof PluginConfig>

/** Its `value` is never read: up to 4.3.1 it shows what a `${provider:path:key}` resolves to. */
const Value = z.object({
  name: z.string(),
  recommended_values: Texts,
  /** Up to 4.3.1 they show what a reference resolves to as well. */
  errors: Texts,
  visible: z.boolean().catch(true),
})

export const Validation = z.object({
  configs: z.array(
    z.object({
      /** null: a key that the plugin answered for without defining it. */
      definition: Definition.nullable().catch(null),
      /** null: a key that it defined without answering for it. */
      value: Value.nullable().catch(null),
    }),
  ),
})
export type Validation = z.output<typeof Validation>
