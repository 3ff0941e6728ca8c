import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface Props {
  label: string
  className?: string
  /** Esc. */
  onCancel(): void
  children: ReactNode
}

/** A modal dialog: begins at its first field; the browser keeps the focus in it and gives it back to where it was. */
export function Dialog({ label, className = '', onCancel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the dialog is taken out of the page: the focus can only go back while it is there.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    const first = element?.querySelector<HTMLElement>('.body input, .body textarea')
    const start = first ?? element?.querySelector<HTMLElement>('.body, footer button')
    start?.focus({ preventScroll: true })
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={className}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
    >
      {children}
    </dialog>
  )
}
