import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, vi } from 'vitest'
import { z } from 'zod'
import { endWithProcess } from '../real/guard.ts'
import { freePort } from '../support/port.ts'

export const RULES = 'docs/operations/alerts.yml'

const MISSING = 'There is no Prometheus here: apt-get install --no-install-recommends prometheus'
const Alerts = z.object({
  data: z.object({
    alerts: z.array(z.object({ state: z.string(), labels: z.record(z.string(), z.string()) })),
  }),
})
const Answer = z.object({ status: z.literal('success'), data: z.object({ result: z.array(z.unknown()) }) })
const Targets = z.object({ data: z.object({ activeTargets: z.array(z.object({ health: z.string() })) }) })

/** Runs promtool, with this on its standard input. Rejects with what it says where it finds something. */
export async function promtool(args: readonly string[], input = ''): Promise<string> {
  const running = promisify(execFile)('promtool', args)
  running.child.stdin?.end(input)
  const { stdout, stderr } = await running
  return stdout + stderr
}

/** The example rules, as they are but for their patience. */
const impatient = (rules: string) => rules.replace(/for: \d+m$/gm, 'for: 2s').replace('> 120', '> 5')

/** A Prometheus on loopback that scrapes the app each second, with the example rules loaded. */
export async function startPrometheus(app: number) {
  const dir = mkdtempSync(join(tmpdir(), 'prometheus-'))
  const port = await freePort()
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: [{ job_name: 'kafka-connect-slack', static_configs: [{ targets: [`127.0.0.1:${app}`] }] }],
  }
  writeFileSync(join(dir, 'rules.yml'), impatient(readFileSync(RULES, 'utf8')))
  writeFileSync(join(dir, 'prometheus.yml'), JSON.stringify(config))
  const args = [
    `--config.file=${dir}/prometheus.yml`,
    `--storage.tsdb.path=${dir}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const prometheus = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  prometheus.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const kill = () => prometheus.kill('SIGKILL')
  const callOff = endWithProcess(kill)
  const ended = new Promise<string>((resolve) => {
    prometheus.once('error', () => resolve(MISSING))
    prometheus.once('exit', () => resolve(`Prometheus has ended: ${said}`))
  })

  async function ask<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)
    return schema.parse(await response.json())
  }
  async function stop(): Promise<void> {
    kill()
    await ended
    callOff()
    rmSync(dir, { recursive: true })
  }

  const scrapes = async () => {
    const { data } = await ask('targets', Targets)
    expect(data.activeTargets).toEqual([{ health: 'up' }])
  }
  try {
    const failure = await Promise.race([ended, vi.waitFor(scrapes, { timeout: 30_000, interval: 200 })])
    if (failure !== undefined) throw new Error(failure)
  } catch (error) {
    await stop()
    throw error
  }

  return {
    stop,
    /** Whether there is something to show; rejects where Prometheus does not understand it. */
    async shows(expr: string): Promise<boolean> {
      const { data } = await ask(`query?${new URLSearchParams({ query: expr })}`, Answer)
      return data.result.length > 0
    },
    /** What fires now: the alert's name, and the Connect cluster where it has one. */
    async firing(): Promise<string[]> {
      const { data } = await ask('alerts', Alerts)
      return data.alerts
        .filter(({ state }) => state === 'firing')
        .map(({ labels }) => [labels.alertname, labels.connect_cluster].filter(Boolean).join(' '))
        .sort()
    },
  }
}
