import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)

const texts = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? [])

/** One config key as the plugin defines it. */
const ConfigDefinition = z
  .object({
    name: z.string(),
    /** BOOLEAN STRING INT SHORT LONG DOUBLE LIST CLASS PASSWORD, or one that a later version brings. */
    type: z.string(),
    required: z.boolean(),
    /** PASSWORD keys say "[hidden]" even where the default is empty. */
    default_value: optionalText,
    importance: z.string(),
    documentation: text,
    group: text,
    width: text,
    display_name: text,
    dependents: texts,
    // Renamed in 4.2.
    order: z.int().optional(),
    order_in_group: z.int().optional(),
  })
  .transform(({ order, order_in_group, ...rest }) => ({ ...rest, order: order_in_group ?? order ?? -1 }))

export const PluginConfig = z.array(ConfigDefinition)

/**
 * Up to 4.3.1 `value` and `errors` show what a `${provider:path:key}` resolves to: never show them for such a key.
 * `definition` is null for a key that the plugin does not define, `value` for one that it did not look at.
 */
export const Validation = z.object({
  name: z.string(),
  error_count: z.int(),
  groups: texts,
  configs: z.array(
    z.object({
      definition: ConfigDefinition.nullable(),
      value: z
        .object({
          name: z.string(),
          value: optionalText,
          recommended_values: texts,
          errors: texts,
          visible: z.boolean(),
        })
        .nullable(),
    }),
  ),
})
