import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  label: string
  className?: string
  /** Esc. */
  onCancel(): void
  children: ReactNode
}

/** A modal dialog: the browser keeps the focus in it, and gives it back to where it was. */
export function Dialog({ label, className = '', onCancel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
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
