import type { Answer } from './answer.ts'
import { atLeast } from './version.ts'

const LIMIT = 8 * 1024

/** What the web server below Connect refuses before Connect sees the request; `undefined`: it passes. */
export function jettyRefusal(version: string, url: string, headerBytes: number): Answer | undefined {
  if (url.length > LIMIT) return page(version, 414, 'URI Too Long', '/badMessage')
  if (headerBytes > LIMIT) return page(version, 431, 'Request Header Fields Too Large', '/')
  if (!atLeast(version, '4.0')) return undefined // Jetty 9.4 takes any name
  const path = url.split('?', 1)[0] ?? ''
  const ambiguity = AMBIGUITIES.find(([pattern]) => pattern.test(path))
  return ambiguity && page(version, 400, ambiguity[1], '/badURI')
}

/** Jetty 12's default compliance, measured. */
const AMBIGUITIES: [RegExp, string][] = [
  [/%2f/i, 'Ambiguous URI path separator'],
  [/%25/, 'Ambiguous URI path encoding'],
  [/%5c/i, 'Suspicious Path Character'],
  [/\/\//, 'Ambiguous URI empty segment'],
  [/%2e/i, 'Ambiguous URI path segment'],
  [/%[01][0-9a-f]|%7f/i, 'Illegal Path Character'],
]

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
