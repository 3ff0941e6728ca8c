import { z } from 'zod'
import { count, flag, pattern, period, text, together, workerUrl } from './fields.ts'
import { reasonOf } from './problems.ts'

const headerValue = text.regex(/^[\t\x20-\x7e\x80-\xff]+$/, 'has a character that no header may hold')

const Auth = z
  .strictObject({
    basic: z
      .strictObject({
        username: text.regex(/^[^:]*$/, 'may hold no colon').describe('User name'),
        password: text.describe('Password, best as a reference to the environment'),
      })
      .optional()
      .describe('Basic authentication'),
    bearer: headerValue.optional().describe('Bearer token'),
    headers: z
      .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header'), headerValue)
      .optional()
      .describe('Any other headers'),
  })
  .refine(({ basic, bearer, headers }) => count(basic, bearer, authorizationIn(headers)) < 2, {
    ...together,
    error: 'says who we are more than once: keep one of basic, bearer and the header Authorization',
  })

const authorizationIn = (headers: object = {}) => Object.keys(headers).find((name) => /^authorization$/i.test(name))

/** A path in the file becomes the content of what it names. */
const pem = (readPem: (path: string) => string) =>
  text.transform((path, context) => {
    try {
      const content = readPem(path)
      if (content.includes('-----BEGIN ')) return content
      context.addIssue({ code: 'custom', message: 'names a file that is not PEM: it must hold "-----BEGIN …"' })
    } catch (error) {
      context.addIssue({ code: 'custom', message: `names a file that cannot be read (${reasonOf(error)})` })
    }
    return z.NEVER
  })

const tlsSchema = (readPem: (path: string) => string) =>
  z
    .strictObject({
      ca: pem(readPem).exactOptional().describe('Path of the CA certificate (PEM)'),
      cert: pem(readPem).exactOptional().describe('Path of the client certificate (PEM)'),
      key: pem(readPem).exactOptional().describe("Path of the client certificate's key (PEM)"),
    })
    .refine(({ cert, key }) => count(cert, key) !== 1, { ...together, error: 'needs cert and key, or neither' })

const Managed = z.union(
  [
    text,
    z.array(
      z.strictObject({
        connectors: pattern.describe('Names of connectors, as a pattern'),
        text: text.describe('The text'),
      }),
    ),
  ],
  { error: 'must be a text, or a list of { connectors, text }' },
)

/** One Connect cluster in the file. */
export const clusterSchema = (readPem: (path: string) => string) =>
  z
    .strictObject({
      id: text
        .max(64, 'must be at most 64 characters long')
        .regex(/^[A-Za-z0-9][\w.-]*$/, 'may hold letters, digits, "-", "_" and "." only')
        .describe('Short name that people type: `prod/orders-sink`'),
      name: text.optional().describe('Display name; unset: the id'),
      url: workerUrl.optional().describe('URL of the worker, or of what stands before the workers'),
      urls: z
        .array(workerUrl)
        .min(1, 'must hold a URL')
        .optional()
        .describe('URLs of several workers: the next one serves when one is down'),
      auth: Auth.prefault({}).describe('Credentials'),
      tls: tlsSchema(readPem).prefault({}).describe('Certificates of our own'),
      read_only: flag.prefault(false).describe('Refuse every write'),
      rebalance_grace: period
        .optional()
        .describe('How long a task may be without a worker here; unset: `alerts.rules.rebalance_grace`'),
      managed: Managed.default([]).describe(
        'Owned by GitOps or an operator: create, edit, delete, pause and stop are refused with this text; or a list of `{ connectors: pattern, text }`',
      ),
    })
    .refine(({ url, urls }) => count(url, urls) === 1, { ...together, error: 'needs one of url and urls' })
type Cluster = z.infer<ReturnType<typeof clusterSchema>>

/** What a client of one Connect cluster is made from, and how the service treats it. */
export type ConnectClusterConfig = ReturnType<typeof toConnectCluster>

export function toConnectCluster(cluster: Cluster) {
  const { id, name = id, url, urls = [], auth, tls, managed, rebalance_grace } = cluster
  return {
    id,
    name,
    urls: url === undefined ? urls : [url],
    headers: headersOf(auth),
    /** PEM texts. */
    tls,
    readOnly: cluster.read_only,
    ...(rebalance_grace !== undefined && { rebalanceGraceMs: rebalance_grace }),
    managed:
      typeof managed === 'string'
        ? [{ pattern: '*', text: managed }]
        : managed.map(({ connectors, text }) => ({ pattern: connectors, text })),
  }
}

function headersOf({ basic, bearer, headers = {} }: Cluster['auth']): Record<string, string> {
  const authorization = basic
    ? `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`
    : bearer && `Bearer ${bearer}`
  return authorization === undefined ? headers : { ...headers, authorization }
}
