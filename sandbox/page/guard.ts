import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isForeign } from '../slack/http.ts'

interface Deps {
  token: string
  /** `127.0.0.1:4390` and how else this machine calls itself. */
  hosts: () => readonly string[]
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/**
 * Who may press the sandbox's buttons: whoever opened the printed address. Any website may send requests to
 * 127.0.0.1 from its visitors' browsers, so each request must name this host, come from this page where the browser
 * says where it comes from, and carry the token: in the address once, afterwards in a cookie.
 */
export function createGuard({ token, hosts }: Deps) {
  const cookieName = () => `sandbox-${hosts()[0]?.split(':')[1]}`

  return {
    /** Why the request is refused, or undefined. */
    refusal(request: IncomingMessage, url: URL): string | undefined {
      const { host = '', cookie = '' } = request.headers
      const from = request.headers['sec-fetch-site'] ?? 'none'
      if (!hosts().includes(host)) return `This is not ${host}.`
      if (isForeign(request, host)) return 'This comes from another page.'
      if (from !== 'same-origin' && from !== 'none') return 'This comes from another page.'
      const given = url.searchParams.get('token') ?? cookieIn(cookie, cookieName()) ?? ''
      return same(given, token) ? undefined : 'Open the address that the demo has printed: it holds a token.'
    },
    /** For whoever came with the token in the address. */
    cookie: () => `${cookieName()}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  }
}

function cookieIn(header: string, name: string): string | undefined {
  const cookie = header.split('; ').find((one) => one.startsWith(`${name}=`))
  return cookie?.slice(name.length + 1)
}
