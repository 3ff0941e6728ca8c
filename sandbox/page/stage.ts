/** Something that can be made to happen: a button of the control panel. */
interface Happening {
  id: string
  label: string
  does: string
  run(): void | Promise<void>
}

interface Deps {
  commands: readonly { command: string; description: string; usageHint: string }[]
  people: readonly { id: string; name: string; part: string; about: string }[]
  happenings: readonly Happening[]
  /** Some of them, of their own accord. */
  course: { running(): boolean; set(on: boolean): void }
}

/** What stands around the workspace: whom one can be, what can be made to happen. */
export function createStage({ commands, people, happenings, course }: Deps) {
  return {
    people,
    show: () => ({
      commands,
      people,
      happenings: happenings.map(({ id, label, does }) => ({ id, label, does })),
      byItself: course.running(),
    }),
    /** `by-itself` switches; any other is the id of a happening. false: there is none. */
    async happen(id: string): Promise<boolean> {
      if (id === 'by-itself') {
        course.set(!course.running())
        return true
      }
      const found = happenings.find((happening) => happening.id === id)
      await found?.run()
      return found !== undefined
    },
  }
}
export type Stage = ReturnType<typeof createStage>
