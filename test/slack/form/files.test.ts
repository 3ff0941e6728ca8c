import { webApi } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createFiles } from '../../../src/slack/form/files.ts'
import { type Answering, answer, startServer } from '../../connect/server.ts'
import { createTestClock } from '../../support/clock.ts'

const MB = 1_000_000

/** A server that answers so; the authorization headers that it got. */
async function listening(answering: Answering) {
  const { url, requests } = await startServer(answering)
  return { origin: url, tokens: () => requests.map(({ headers }) => headers.authorization) }
}

const filesAt = (slackApiUrl: string) =>
  createFiles({ client: new webApi.WebClient('xoxb-1', { slackApiUrl }), token: 'xoxb-1', clock: createTestClock() })

const file = (url: string, size?: number) => ({ id: 'F1', url_private_download: url, ...(size && { size }) })

describe('a file that a person uploads', () => {
  it('is read from Slack’s file host with the bot’s token', async () => {
    const { origin, tokens } = await listening(answer(200, '{"a":"ü"}'))

    const text = await filesAt(`${origin}/api/`).read(file(`${origin}/files-pri/T-F/a.json`))

    expect(text).toBe('{"a":"ü"}')
    expect(tokens()).toEqual(['Bearer xoxb-1'])
  })

  it.each([
    ['another host', 'https://files.slack.com.example.com/files-pri/T-F/a.json'],
    ['another port', 'https://files.slack.com:8443/files-pri/T-F/a.json'],
    ['no TLS', 'http://files.slack.com/files-pri/T-F/a.json'],
    ['no address at all', ''],
  ])('is not asked for where Slack’s file host is not: %s', async (_, url) => {
    await expect(filesAt('https://slack.com/api/').read(file(url))).rejects.toThrow(/may not read files/)
  })

  it('is not followed to another place, which would get the token', async () => {
    const elsewhere = await listening(answer(200, 'stolen'))
    const { origin } = await listening((response) => response.writeHead(302, { location: elsewhere.origin }).end())

    await expect(filesAt(`${origin}/api/`).read(file(`${origin}/files-pri/T-F/a`))).rejects.toThrow(/does not give out/)

    expect(elsewhere.tokens()).toEqual([])
  })

  it('is not asked for when Slack says that it is larger than 1 MB', async () => {
    const { origin, tokens } = await listening(answer(200, 'x'))

    await expect(filesAt(`${origin}/api/`).read(file(`${origin}/a`, MB + 1))).rejects.toThrow('larger than 1 MB')

    expect(tokens()).toEqual([])
  })

  it('is read no further than 1 MB, whatever Slack says of its size', async () => {
    let written = 0
    const { origin } = await listening((response) => {
      const chunk = Buffer.alloc(64 * 1024)
      const more = () => {
        while (!response.destroyed && written < 100 * MB) {
          written += chunk.length
          if (!response.write(chunk)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })

    await expect(filesAt(`${origin}/api/`).read(file(`${origin}/a`, 10))).rejects.toThrow('larger than 1 MB')

    expect(written).toBeLessThan(50 * MB)
  })

  it.each([404, 500])('that Slack does not give out is said so: %i', async (status) => {
    const { origin } = await listening(answer(status))

    await expect(filesAt(`${origin}/api/`).read(file(`${origin}/a`))).rejects.toThrow(`it answers ${status}`)
  })
})
