import { expect, it, onTestFinished } from 'vitest'
import { onceCalm, shows, sinkConfig } from '../connect/contract.ts'
import { askedDuring, isWrite } from './requests.ts'
import { sharedWorkers, startScene, useScene } from './scene.ts'

const scene = useScene()
const operator = () => scene.as('operator')
const admin = () => scene.as('admin')

it('two people who restart at once send one restart, and both are told how it ends', async () => {
  const { name, mend } = await scene.failingSink('two')
  await mend()
  const ended = `restarted ${name} on prod … 2 of 2 tasks running`
  const toldAndAnnounced = new RegExp(`${ended}[\\s\\S]*${ended}`)

  const asked = await askedDuring(sharedWorkers(), async () => {
    await Promise.all([operator().runs(`/connect restart ${name}`), admin().runs(`/connect restart ${name}`)])
    await Promise.all([operator().sees(toldAndAnnounced), admin().sees(toldAndAnnounced)])
  })

  expect(asked.filter(isWrite)).toEqual([`POST /connectors/${name}/restart?includeTasks=true&onlyFailed=true`])
  expect([operator().screen(), admin().screen()].join()).toMatch(/started a restart \d s ago/)
})

it('a restart in the middle of a rebalance happens once it is over', async () => {
  const { name, mend } = await scene.failingSink('rebalanced')
  await mend()
  const churning = rebalance('churn')

  await operator().runs(`/connect restart ${name}`)

  await operator().sees(`operator restarted ${name} on prod … 2 of 2 tasks running`)
  await churning
  await shows(scene.client(), name, 'RUNNING', ['RUNNING', 'RUNNING'])
})

it('each worker alone, leader or follower, serves for what runs on the other', async () => {
  await Promise.all(sharedWorkers().urls.map(actsThrough))
})

async function actsThrough(url: string, index: number) {
  const { name, mend } = await scene.failingSink(`worker-${index}`)
  await mend()
  const app = await startScene({ urls: [url] })
  onTestFinished(() => app.close())
  const person = app.as('operator')

  for (const task of [0, 1]) {
    await person.runs(`/connect restart ${name} ${task}`)
    // How many run depends: a rebalance of another test may have started the other task meanwhile.
    await person.sees(new RegExp(`operator restarted task ${task} of ${name} on prod … [12] of 2 tasks running`))
  }
  await person.runs(`/connect stop ${name}`)
  await person.sees(`operator stopped ${name}`)

  await shows(scene.client(), name, 'STOPPED', [])
}

/** Three times four connectors come and go, through both workers at once: each is a rebalance. */
async function rebalance(label: string) {
  for (const round of [1, 2, 3]) {
    const names = [1, 2, 3, 4].map((one) => scene.name(`${label}-${round}-${one}`))
    const clientFor = (index: number) => scene.each()[index % 2] ?? scene.client()
    await Promise.all(
      names.map((name, index) => onceCalm(() => clientFor(index).create({ name, config: sinkConfig() }))),
    )
    await Promise.all(names.map((name, index) => onceCalm(() => clientFor(index).remove(name))))
  }
}
