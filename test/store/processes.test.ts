import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aDirectory, aStore } from './builders.ts'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))
const SCRIPT = fileURLToPath(new URL('process.ts', import.meta.url))

async function anotherProcess(dir: string, id: string, count: number) {
  const child = spawn(process.execPath, [SCRIPT, dir, id, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  await lines.next()
  return {
    async claimAll(): Promise<number> {
      child.stdin.write('go\n')
      return Number((await lines.next()).value)
    },
    async dies(): Promise<void> {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('several processes on one store', () => {
  it('start together on an empty directory, and exactly one of them gets each claim', async () => {
    const dir = aDirectory()
    const processes = await Promise.all(['a', 'b'].map((id) => anotherProcess(dir, id, 50)))

    const taken = await Promise.all(processes.map((process) => process.claimAll()))

    expect(taken.reduce((sum, count) => sum + count)).toBe(50)
  })

  it('lose nothing that one of them changes by what it has read, while another one writes', async () => {
    const dir = aDirectory()
    const writer = spawn(process.execPath, [WRITER, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void writer.kill('SIGKILL'))
    await once(writer.stdout, 'data')
    const { alerts } = await aStore({ dir })

    for (let n = 0; n < 200; n++)
      await alerts.change(async (tables) => {
        const problems = await tables.refusals()
        await setImmediate()
        await tables.saveRefusals(problems.set(`C${n}`, 'it is archived'))
      })

    expect((await alerts.read((tables) => tables.refusals())).size).toBe(200)
  })

  it('leave behind what they were doing when one is killed', async () => {
    const dir = aDirectory()
    const victim = await anotherProcess(dir, 'a', 1)
    await victim.claimAll()

    await victim.dies()
    const { records } = await aStore({ dir })

    const [entry] = await records.audit.list({ limit: 10 })
    expect(entry).toMatchObject({ connector: 'a', action: 'stop' })
    expect(entry).not.toHaveProperty('outcome')
    expect(await records.operations.unfinished()).toMatchObject([{ id: 'a-0', connector: 'c-0' }])
  })
})
