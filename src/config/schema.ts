import { z } from 'zod'
import { EFFECTS, PERMISSIONS } from '../connectors/policy.ts'
import { Alerts } from './alerts.ts'
import { clusterSchema } from './cluster.ts'
import { channelId, count, flag, pattern, text, together, userGroup, userId } from './fields.ts'

const role = z.string().min(1)
/** CONNECT_EDIT is Kpow's older name for several. */
const action = z.enum([...PERMISSIONS, 'CONNECT_EDIT'])

export const command = text
  .regex(/^\/[a-z0-9_-]{1,31}$/, 'is no command: write / and up to 31 of a-z, 0-9, - and _')
  .default('/connect')
  .describe('The slash command; `npm run manifest` writes the manifest for it')

export const mode = z
  .enum(['socket', 'http'])
  .default('socket')
  .describe('How Slack reaches the app: over sockets that the app opens, or by requests to `PORT`')

const Slack = z.strictObject({
  command,
  mode,
  operations_channel: channelId.optional().describe('Id of a channel that gets every announcement'),
  announce: flag.prefault(true).describe('Say in the channel what was changed from there'),
  where_to_ask: text.optional().describe('Where to ask for a right, as refusals say it: `ask in #data-platform`'),
})

const Role = z.strictObject({
  users: z.array(userId).default([]).describe('Member ids (U…)'),
  groups: z.array(userGroup).default([]).describe('User groups: `@handle` or id (S…)'),
})

export const Policy = z
  .strictObject({
    resource: z
      .array(pattern)
      .min(1, 'must name at least the domain: [connect]')
      .max(4, 'has more than four parts: [connect, <cluster>, connector, <pattern>]')
      .refine(([domain]) => domain === undefined || domain === 'connect' || domain === '*', {
        ...together,
        error: 'must start with connect: [connect, <cluster>, connector, <pattern>]',
      })
      .refine(([, , type = 'connector']) => type === 'connector' || type === '*', {
        ...together,
        error: 'must have connector as its third part: [connect, <cluster>, connector, <pattern>]',
      })
      .describe('`[connect, <cluster>, connector, <pattern>]`, one to four parts; fewer cover everything below'),
    effect: z.enum(EFFECTS).describe('Allow, Stage or Deny; Deny wins over Stage, Stage over Allow'),
    actions: z.array(action).min(1, 'must name a permission').describe('Permissions'),
    role: role.optional().describe('The role that it holds for; `"*"` is everybody'),
    roles: z.array(role).min(1, 'must name a role').optional().describe('The roles that it holds for'),
  })
  .refine((policy) => count(policy.role, policy.roles) === 1, { ...together, error: 'needs one of role and roles' })
export type Policy = z.infer<typeof Policy>

const Secrets = z.strictObject({
  keys: z.array(pattern).default([]).describe('More keys whose values are secret, as patterns'),
  typing: z.enum(['deny', 'allow']).default('deny').describe('Whether a secret may be typed into Slack'),
})

const Guard = z.strictObject({
  classes: z.array(text).default([]).describe('Connector classes of which only these roles may set anything'),
  keys: z.array(text).default([]).describe('Keys'),
  references: z.array(text).default([]).describe('How references begin: `${vault:prod/`'),
  roles: z.array(role).default([]).describe('Who may; nobody where this is empty'),
})

/** What the file may say. `readPem` reads the files that `tls` names. */
export const fileSchema = (readPem: (path: string) => string) =>
  z
    .strictObject({
      slack: Slack.prefault({}).describe('How the app shows itself'),
      clusters: z
        .array(clusterSchema(readPem))
        .min(1, 'must name at least one Connect cluster')
        .superRefine((clusters, context) => {
          for (const [index, cluster] of clusters.entries()) {
            const first = clusters.findIndex((other) => other?.id !== undefined && other.id === cluster?.id)
            if (first === -1 || first === index) continue
            context.addIssue({
              code: 'custom',
              path: [index, 'id'],
              message: 'is taken: give each Connect cluster its own',
            })
          }
        }, together)
        .describe('The Connect clusters'),
      roles: z
        .record(z.string(), Role)
        .superRefine((roles, context) => {
          for (const name of ['*', 'everyone'].filter((name) => Object.hasOwn(roles, name))) {
            const message = 'is the role that everybody has: choose another name'
            context.addIssue({ code: 'custom', path: [name], message })
          }
        }, together)
        .default({})
        .describe('Who has which role'),
      permissions: z
        .record(role, z.array(action))
        .optional()
        .describe('Simple mode: the permissions of each role on everything; `everyone` is everybody'),
      policies: z.array(Policy).optional().describe("Policies in Kpow's form"),
      policies_file: text.optional().describe('A Kpow RBAC file, read as it is'),
      authorized_roles: z
        .array(role)
        .optional()
        .describe('Who may use the app at all, `"*"` being everybody; unset: the roles that a policy names'),
      admin_roles: z.array(role).optional().describe("Who sees everybody's audit log; gives no other right"),
      alerts: Alerts.optional().describe('Watching the connectors; without it nothing is watched'),
      secrets: Secrets.prefault({}).describe('What else is secret'),
      guards: z
        .array(Guard)
        .optional()
        .describe(
          'What only some roles may set in a config, `*` standing for any text; unset: FileStream*, overrides of SASL and TLS, `sasl.login.class` and `config.providers*` for `admin_roles`',
        ),
    })
    .refine((file) => count(file.permissions, file.policies, file.policies_file) === 1, {
      ...together,
      error: 'who may do what is missing or said twice: write one of permissions, policies and policies_file',
    })
export type File = z.infer<ReturnType<typeof fileSchema>>
