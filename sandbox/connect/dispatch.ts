import { type Answer, RestError, restError, unlabelled } from './answer.ts'
import { type Conditions, Unhealthy, unhealthy } from './conditions.ts'
import { type Call, type Endpoint, METHODS, segmentsOf } from './endpoint.ts'
import { atLeast } from './version.ts'

export interface HttpRequest extends Omit<Call, 'params' | 'query'> {
  method: string
  /** As received, with its query. */
  url: string
  headers: { accept?: string | undefined; 'content-type'?: string | undefined; authorization?: string | undefined }
}

interface Deps {
  endpoints: Endpoint[]
  conditions: Conditions
  version: () => string
  /** `undefined`: everybody may. */
  auth: { user: string; password: string } | undefined
}

/** JAX-RS's part: from path and method to the endpoint, and what is refused on the way. */
export function createDispatch({ endpoints, conditions, version, auth }: Deps) {
  function find(path: string) {
    const segments = segmentsOf(path)
    const there = endpoints.filter(({ since = '0' }) => atLeast(version(), since))
    return there.flatMap((endpoint) => {
      const params = match(endpoint.segments, segments)
      return params ? [{ endpoint, params }] : []
    })
  }

  /** The endpoint, or what stands between it and the request. @throws RestError */
  function choose(request: HttpRequest, candidates: Endpoint[]): Answer | Endpoint {
    const of = (method: string) => candidates.find((one) => one.method === (method === 'HEAD' ? 'GET' : method))
    const allowed = METHODS.filter((method) => method === 'OPTIONS' || of(method))
    if (!allowed.some((method) => method === request.method)) return unlabelled(405)
    const endpoint = of(request.method)
    const refused = endpoint?.open ? undefined : unauthorized(auth, request)
    if (refused) return refused
    if (!endpoint) return options(allowed)
    if (!accepts(request.headers.accept)) return unlabelled(406)
    if (request.text && !isJson(request.headers['content-type'])) return unlabelled(415)
    return endpoint
  }

  async function answer(request: HttpRequest): Promise<Answer> {
    const [path = '', query = ''] = request.url.split('?', 2)
    const found = find(path)
    const [first] = found
    if (!first) return unlabelled(404)
    const chosen = choose(
      request,
      found.map(({ endpoint }) => endpoint),
    )
    if (!('run' in chosen)) return chosen
    const { text, worker } = request
    const call: Call = { params: first.params, query: new URLSearchParams(query), text, worker }
    await conditions.pass(call, chosen)
    return await chosen.run(call)
  }

  return (request: HttpRequest): Promise<Answer> =>
    answer(request).catch((error) => {
      if (error instanceof RestError) return restError(error)
      if (error instanceof Unhealthy) return unhealthy(error)
      throw error
    })
}
export type Dispatch = ReturnType<typeof createDispatch>

/** The decoded `{…}` parts; a raw `;x` is a parameter of the path and cut off. */
function match(pattern: string[], segments: string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: string[] = []
  for (const [i, part] of pattern.entries()) {
    const segment = (segments[i] ?? '').split(';', 1)[0] ?? ''
    if (part.startsWith('{')) params.push(decode(segment))
    else if (part !== segment) return undefined
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const options = (methods: readonly string[]): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain', Allow: methods.join(',') },
  body: methods.join(', '),
})

const accepts = (accept = '*/*') => /\*\/\*|application\/(json|\*)/.test(accept)
const isJson = (type = '') => type.startsWith('application/json')

/** The basic-auth extension: plain text that is labelled as JSON. @throws RestError 500 for what is not base64 */
function unauthorized(auth: Deps['auth'], { headers, method }: HttpRequest): Answer | undefined {
  if (!auth) return undefined
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ', 2)
  const stray = /[^A-Za-z0-9+/=]/.exec(credentials)?.[0]
  if (scheme === 'Basic' && stray)
    throw new RestError(500, `Illegal base64 character ${stray.charCodeAt(0).toString(16)}`)
  if (scheme === 'Basic' && atob(credentials) === `${auth.user}:${auth.password}`) return undefined
  return {
    status: 401,
    headers: { 'Content-Type': method === 'OPTIONS' ? 'text/plain' : 'application/json' },
    body: 'User cannot access the resource.',
  }
}
