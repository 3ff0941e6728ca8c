import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Environment } from '../src/config/environment.ts'
import { load } from './config/load.ts'

/** No image can be built here: what describes it is held to the project at least, by names, ports, paths and users. */
const text = (path: string) => readFileSync(path, 'utf8')
const DOCKERFILE = text('Dockerfile').replace(/\\\n\s*/g, '')
const image = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM'))
const said = (instruction: string) =>
  [...image.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, rest = '']) => rest)
const imageEnv = new Map(
  said('ENV')
    .join(' ')
    .split(' ')
    .map((pair) => z.tuple([z.string(), z.string()]).parse(pair.split('='))),
)
const NODES_OWN = ['NODE_ENV', 'NODE_COMPILE_CACHE']
const secrets = Object.entries(Environment.shape).flatMap(([name, schema]) =>
  z.object({ secret: z.literal(true) }).safeParse(schema.meta()).success ? [name, `${name}_FILE`] : [],
)
/** A package of which something is imported, by its name; types alone need none. */
const PACKAGE =
  /^(?:import|export|\}) (?!type ).*?from '((?:@[^/']+\/)?[^./'][^/']*)|\bimport\('((?:@[^/']+\/)?[^./'][^/']*)/gm
const known = [...Object.keys(Environment.shape), ...secrets, ...NODES_OWN]

describe('the image', () => {
  it('copies what exists, and the build is given nothing else', () => {
    const copied = [...DOCKERFILE.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, from = '']) => from.split(' '))
    const given = text('.dockerignore').match(/(?<=^!).*/gm)

    expect(copied.filter((path) => !existsSync(path))).toEqual([])
    expect(new Set(given)).toEqual(new Set(copied))
    expect(text('.dockerignore')).toMatch(/^\*$/m)
  })

  it('knows only settings that there are, and none that is secret', () => {
    const names = [...imageEnv.keys()]

    expect(names.filter((name) => !known.includes(name))).toEqual([])
    expect(names.filter((name) => secrets.includes(name))).toEqual([])
  })

  it('runs as a user other than root, given by number, and asks its health where it is served', () => {
    expect(said('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)])
    expect(said('EXPOSE')).toEqual([imageEnv.get('HEALTH_PORT')])
    expect(said('VOLUME')).toEqual([imageEnv.get('STATE_DIR')])
    expect(image).toMatch(/^HEALTHCHECK .*process\.env\.HEALTH_PORT.*\/healthz/m)
  })

  it('starts the one file that the build makes', () => {
    const made = `${/outDir: '([^']+)'/.exec(text('scripts/build.ts'))?.[1]}/main.js`

    expect(said('CMD')).toEqual([JSON.stringify(['node', made]).replace(',', ', ')])
  })

  it('needs no Node of another version than the project', () => {
    const [major] = z.tuple([z.string()]).parse(/\d+/.exec(parse(text('package.json')).engines.node))

    expect(new Set(DOCKERFILE.match(/(?<=^FROM )node:\S+/gm))).toEqual(new Set([`node:${major}-slim`]))
  })

  it('finds all that its files import among the dependencies of production', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(parse(text('package.json')))
    const files = globSync(['src/**/*.ts', 'scripts/*.js', 'scripts/{check-config,backup}.ts', 'scripts/check/*.ts'])
    const imported = files.flatMap((file) => [...text(file).matchAll(PACKAGE)])
    const packages = new Set(imported.flatMap(([, name, loaded]) => name ?? loaded ?? []))
    const isFromNode = (name: string) => name.startsWith('node:') || builtinModules.includes(name)

    expect([...packages].filter((name) => !isFromNode(name) && !(name in dependencies))).toEqual([])
    expect(packages.size).toBeGreaterThan(5)
  })
})

describe('compose.yml', () => {
  const Service = z.object({
    ports: z.array(z.string()).default([]),
    environment: z.record(z.string(), z.unknown()).default({}),
    volumes: z.array(z.string()).default([]),
  })
  const { services } = z.object({ services: z.record(z.string(), Service) }).parse(parse(text('compose.yml')))
  const app = Service.parse(services.app)

  it('opens ports to this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports)

    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
    expect(app.ports).toEqual([`127.0.0.1:8080:${imageEnv.get('HEALTH_PORT')}`])
  })

  it('mounts what exists, and a configuration that the app takes', () => {
    const mounted = Object.values(services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    )
    const { clusters } = load({ yaml: text('deploy/compose/config.yml') })

    expect(mounted.filter((path) => path.startsWith('.') && !existsSync(path))).toEqual([])
    expect(app.volumes).toEqual(['./deploy/compose:/config:ro', `data:${imageEnv.get('STATE_DIR')}`])
    expect(imageEnv.get('CONFIG_FILE')).toBe('/config/config.yml')
    expect(Object.keys(app.environment).filter((name) => !known.includes(name))).toEqual([])
    expect(services).toHaveProperty(new URL(clusters[0]?.urls[0] ?? '').hostname)
  })
})

describe('the Kubernetes manifests', () => {
  const Env = z.object({ name: z.string(), value: z.string() })
  const Mount = z.object({ name: z.string(), mountPath: z.string() })
  const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
  const Container = z.object({
    env: z.array(Env),
    ports: z.tuple([z.object({ name: z.string(), containerPort: z.number() })]),
    ...{ startupProbe: Probe, livenessProbe: Probe, readinessProbe: Probe },
    volumeMounts: z.array(Mount),
  })
  const Deployment = z.object({
    replicas: z.literal(1),
    strategy: z.object({ type: z.literal('Recreate') }),
    template: z.object({
      spec: z.object({
        securityContext: z.object({ runAsUser: z.number(), runAsGroup: z.number(), fsGroup: z.number() }),
        containers: z.tuple([Container]),
        volumes: z.array(z.object({ name: z.string() })),
      }),
    }),
  })
  const manifest = (name: string) => parse(text(`deploy/kubernetes/${name}.yaml`))
  const { spec } = Deployment.parse(manifest('deployment').spec).template
  const [container] = spec.containers

  it('are all named in the kustomization', () => {
    const files = globSync('*.yaml', { cwd: 'deploy/kubernetes' })

    expect(new Set([...manifest('kustomization').resources, 'kustomization.yaml'])).toEqual(new Set(files))
  })

  it('set only what there is, and take secrets from files', () => {
    const { data } = z.object({ data: z.object({ 'config.yml': z.string() }) }).parse(manifest('config'))
    const values = Object.fromEntries(container.env.map(({ name }) => [name.replace(/_FILE$/, ''), 'xoxb- or xapp-']))
    const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, STORE_KEYS: ___, ...more } = values

    expect(container.env.filter(({ name }) => !known.includes(name) && !(name.replace(/_FILE$/, '') in more))).toEqual(
      [],
    )
    expect(container.env.filter(({ name }) => !name.endsWith('_FILE'))).toEqual([])
    expect(load({ yaml: data['config.yml'], env: more }).notes).toEqual([])
  })

  it('run as the image does', () => {
    const [user, group] = (said('USER')[0] ?? '').split(':').map(Number)
    const mounts = new Map(container.volumeMounts.map(({ name, mountPath }) => [name, mountPath]))

    expect(spec.securityContext).toEqual({ runAsUser: user, runAsGroup: group, fsGroup: group })
    expect(container.ports[0].containerPort).toBe(Number(imageEnv.get('HEALTH_PORT')))
    expect(mounts.get('data')).toBe(imageEnv.get('STATE_DIR'))
    expect(`${mounts.get('config')}/config.yml`).toBe(imageEnv.get('CONFIG_FILE'))
    expect(new Set(mounts.keys())).toEqual(new Set(spec.volumes.map(({ name }) => name)))
  })

  it('let only a namespace that is named reach the port of the metrics', () => {
    const From = z.tuple([z.object({ namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }) })])
    const Rule = z.object({ from: From, ports: z.tuple([z.object({ port: z.number() })]) })
    const { ingress } = z.object({ ingress: z.tuple([Rule]) }).parse(manifest('network').spec)

    expect(ingress[0].ports[0].port).toBe(container.ports[0].containerPort)
  })

  it('ask for health where it is served', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container
    const paths = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)

    expect(paths.map(({ path }) => path)).toEqual(['/healthz', '/healthz', '/readyz'])
    expect(paths.map(({ port }) => port)).toEqual(paths.map(() => container.ports[0].name))
  })
})
