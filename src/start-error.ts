import { platformError } from './slack/platform-error.ts'

/** Why the app cannot start: which setting, what is wrong, what to do. Told without a stack. */
export class StartError extends Error {
  override name = 'StartError'
}

/** Runs one step of the start. `setting` is what to look at when it fails, `hint` what to do. */
export async function starting<T>(setting: string, hint: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    const said = platformError(cause) ?? (cause instanceof Error ? cause.message : String(cause))
    throw new StartError(`${setting}: ${said.replace(/\.$/, '')}. ${hint}`, { cause })
  }
}
