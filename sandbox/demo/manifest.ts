import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean() }),
    slash_commands: z.array(
      z
        .object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') })
        .transform(({ usage_hint: usageHint, ...command }) => ({ ...command, usageHint })),
    ),
  }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
})

/** What Slack would know of the app: its manifest. */
export function readManifest() {
  const manifest = Manifest.parse(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')))
  const { features, oauth_config: oauth } = manifest
  return {
    name: manifest.display_information.name,
    commands: features.slash_commands,
    scopes: [...oauth.scopes.bot, ...oauth.scopes.bot_optional],
    homeTab: features.app_home.home_tab_enabled,
  }
}
export type AppManifest = ReturnType<typeof readManifest>
