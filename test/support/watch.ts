import { expect, vi } from 'vitest'
import { PATIENT } from './patience.ts'
import type { Scene } from './scene.ts'

/** Until the watch has looked at `prod`: what fails before it was ever looked at is told in another way. */
export async function seenWell({ prod }: Pick<Scene, 'prod'>): Promise<void> {
  const looks = () => prod.control.requests().filter(({ path }) => path.includes('expand=status')).length
  const before = looks()
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(before + 1), PATIENT)
}
