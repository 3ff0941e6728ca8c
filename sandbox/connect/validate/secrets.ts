import { RestError } from '../answer.ts'
import type { Flat } from '../bodies.ts'

/** What the workers' `file` provider can read: key to value, by path. */
export type SecretFiles = Record<string, Record<string, string>>

const REFERENCE = /\$\{file:([^}:]+):([^}]+)\}/g

/**
 * `${file:path:key}` as workers up to 4.3.1 resolve it before they validate, so that the secret is in the answer.
 * A key that is not in the file stays as typed and is no error; a missing file is. Without any file there is no provider.
 */
export function createSecrets(files: SecretFiles) {
  const paths = new Map(Object.entries(files))

  return {
    /** @throws RestError 500, after the name of the exception where the endpoint shows it */
    resolve(config: Flat, exception: string): Flat {
      if (paths.size === 0) return config
      return new Map(
        [...config].map(([key, value]) => [
          key,
          value?.replace(REFERENCE, (reference, path: string, name: string) => {
            const file = paths.get(path)
            if (!file) throw new RestError(500, `${exception}Could not read properties from file ${path}`)
            return file[name] ?? reference
          }) ?? null,
        ]),
      )
    },
  }
}
export type Secrets = ReturnType<typeof createSecrets>
