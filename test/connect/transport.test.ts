import { MockAgent } from 'undici'
import { expect, it } from 'vitest'
import { errorOf, openClient } from './open.ts'

it.each([
  ['ECONNREFUSED', 'unreachable', 'the worker is not running, or the port is wrong'],
  ['ENOTFOUND', 'unreachable', 'a host name that cannot be resolved'],
  ['EAI_AGAIN', 'unreachable', 'a host name that cannot be resolved'],
  ['EHOSTUNREACH', 'unreachable', 'cannot be reached over the network'],
  ['UND_ERR_CONNECT_TIMEOUT', 'unreachable', 'cannot be reached over the network'],
  ['CERT_HAS_EXPIRED', 'unreachable', 'a certificate that has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', 'a certificate for another host name'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', 'check the CA and the client certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unreachable', 'check the CA and the client certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'unreachable', 'check the CA and the client certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'unreachable', 'check http or https in its URL'],
  ['ECONNRESET', 'unexpected', 'broke the connection off'],
  ['UND_ERR_SOCKET', 'unexpected', 'broke the connection off'],
])('%s is %s', async (code, kind, words) => {
  const agent = new MockAgent()
  agent.disableNetConnect()
  const url = 'http://worker:8083'
  const broken = Object.assign(new Error(`password=hunter2 ${code}`), { code })
  agent.get(url).intercept({ path: '/connectors/orders', method: 'DELETE' }).replyWithError(broken)

  const error = await errorOf(openClient({ urls: [url], dispatcher: (origin) => agent.get(origin) }).remove('orders'))

  expect(error).toMatchObject({ kind, outcomeUnknown: kind === 'unexpected', cause: broken })
  expect(error.message).toMatch(new RegExp(`^${url} .*${words}.*\\(${code}\\)\\.$`))
})
