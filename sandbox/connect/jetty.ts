import type { Answer } from './answer.ts'
import { atLeast } from './version.ts'

const LIMIT = 8 * 1024

/** What the web server below Connect refuses before Connect sees the request; `undefined`: it passes. */
export function jettyRefusal(version: string, url: string, headerBytes: number): Answer | undefined {
  if (url.length > LIMIT) return page(version, 414, 'URI Too Long', '/badMessage')
  if (headerBytes > LIMIT) return page(version, 431, 'Request Header Fields Too Large', '/')
  if (!atLeast(version, '4.0')) return undefined // Jetty 9.4 takes any name
  const path = url.split('?', 1)[0] ?? ''
  if (/%00|%(?![0-9a-f]{2})/i.test(path)) return page(version, 400, 'Bad Request', '/badMessage')
  const reason = REFUSED_PATHS.find(([isRefused]) => isRefused(path))?.[1]
  return reason === undefined ? undefined : page(version, 400, reason, '/badURI')
}

/** Jetty 12's default compliance, measured. */
const REFUSED_PATHS: [isRefused: (path: string) => boolean, reason: string][] = [
  [(path) => /%2f/i.test(path), 'Ambiguous URI path separator'],
  [(path) => /%25/.test(path), 'Ambiguous URI path encoding'],
  [(path) => /%5c|%[01][0-9a-f]|%7f/i.test(path), 'Suspicious Path Character'],
  [(path) => /\/\//.test(path), 'Ambiguous URI empty segment'],
  [(path) => /\/(%2e|\.){1,2}(\/|$)/i.test(path) && /%2e/i.test(path), 'Ambiguous URI path segment'],
  [(path) => !isUtf8(path), 'Bad UTF-8 encoding'],
]

function isUtf8(path: string): boolean {
  try {
    return decodeURIComponent(path) !== undefined
  } catch {
    return false
  }
}

/** The port is open, the resources are not there yet. */
export const startingPage = (version: string, origin: string, path: string) =>
  page(version, 404, 'Not Found', `${origin}${path}`)

function page(version: string, status: number, reason: string, uri: string): Answer {
  const body = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error ${status} ${reason}</title>
</head>
<body>
<h2>HTTP ERROR ${status} ${reason}</h2>
<table>
<tr><th>URI:</th><td>${uri}</td></tr>
<tr><th>STATUS:</th><td>${status}</td></tr>
<tr><th>MESSAGE:</th><td>${reason}</td></tr>
</table>
<hr/><a href="https://jetty.org/">Powered by Jetty:// ${jettyVersion(version)}</a><hr/>

</body>
</html>
`
  return { status, headers: { 'Content-Type': 'text/html;charset=iso-8859-1' }, body }
}

export const jettyVersion = (version: string) => (atLeast(version, '4.0') ? '12.0.34' : '9.4.57.v20241219')
