import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Obj } from './json.ts'
import type { UploadedFile, World } from './world.ts'

/** What a person chooses on their device. */
export interface DeviceFile {
  name: string
  bytes: Buffer
}

/** Slack has taken a person's file before the app hears of it. */
export function addFile(world: World, user: string, { name, bytes }: DeviceFile): UploadedFile {
  const file = { id: world.ids.next('F'), name, bytes, user, created: Math.floor(world.clock.now() / 1000) }
  world.files.set(file.id, file)
  return file
}

/** A file object as a view's state holds it (docs.slack.dev/reference/objects/file-object). */
export function fileOutput({ team }: World, origin: string, file: UploadedFile): Obj {
  const { id, name, bytes, user, created } = file
  const place = `${origin}/files-pri/${team.id}-${id}`
  const at = encodeURIComponent(name)
  return {
    ...{ id, created, name, title: name, user, user_team: team.id },
    ...{ mimetype: 'application/octet-stream', filetype: name.split('.').at(-1), size: bytes?.length ?? 0 },
    ...{ mode: 'hosted', editable: false, is_external: false, is_public: false, public_url_shared: false },
    ...{ url_private: `${place}/${at}`, url_private_download: `${place}/download/${at}` },
    permalink: `${origin}/files/${user}/${id}/${at}`,
  }
}

/** Gives a file out to a token that may read files; whoever else asks is sent to the login page, as by Slack. */
export function giveOut(world: World, request: IncomingMessage, response: ServerResponse): void {
  const [, , place = ''] = (request.url ?? '').split('/')
  const { botToken, scopes } = world.app
  const mayRead = request.headers.authorization === `Bearer ${botToken}` && scopes.includes('files:read')
  const file = world.files.get(place.slice(world.team.id.length + 1))
  if (!mayRead) response.writeHead(302, { location: '/?redir=login' }).end()
  else if (!file?.bytes) response.writeHead(404).end()
  else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
}
