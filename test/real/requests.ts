import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { expect, vi } from 'vitest'

export interface LoggingWorkers {
  urls: readonly string[]
  /** The folder of their logs. */
  logs: string
}

interface Answered {
  /** "PUT /connectors/orders/pause" */
  request: string
  status: number
}

/** Method, path, status and user agent of a line that a worker's web server writes once it has answered. */
const LINE = /"((?:GET|PUT|POST|PATCH|DELETE) \S+) HTTP\/1\.1" (\d+) \S+ "[^"]*" "([^"]*)"/g

/** What the workers were asked while `act` ran, as their own logs tell: not what they forward to each other. */
export async function askedDuring(workers: LoggingWorkers, act: () => Promise<unknown>): Promise<string[]> {
  return (await answeredDuring(workers, act)).map(({ request }) => request)
}

/** The same without what they did not take: during a rebalance they say 409, and it may be asked again. */
export async function takenDuring(workers: LoggingWorkers, act: () => Promise<unknown>): Promise<string[]> {
  const all = await answeredDuring(workers, act)
  return all.filter(({ status }) => status < 400).map(({ request }) => request)
}

async function answeredDuring(workers: LoggingWorkers, act: () => Promise<unknown>): Promise<Answered[]> {
  const before = await requests(workers)
  await act()
  const after = await requests(workers)
  return after.flatMap((lines, index) => lines.slice(before[index]?.length))
}

export const isWrite = (request: string) => !request.startsWith('GET')

/** By worker. The log lags behind the answers: a request of our own, once it is there, shows that all before are. */
async function requests({ urls, logs }: LoggingWorkers): Promise<Answered[][]> {
  const mark = randomUUID()
  await Promise.all(urls.map((url) => fetch(`${url}/${mark}`)))
  const texts = await vi.waitFor(async () => {
    const all = await readLogs(logs)
    expect(all.filter((text) => text.includes(mark))).toHaveLength(urls.length)
    return all
  }, 10_000)
  return texts.map((text) =>
    [...text.matchAll(LINE)].flatMap(([, request = '', status, agent = '']) =>
      isOurs(agent) ? [{ request, status: Number(status) }] : [],
    ),
  )
}

/** The client names no user agent; a worker that forwards is kafka-connect, and `fetch` is node. */
const isOurs = (agent: string) => agent === '' || agent === '-'

async function readLogs(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^worker-\d+\.log$/.test(name)).sort()
  return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))
}
