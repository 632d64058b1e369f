import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

export interface PanelProps {
  id: string
  title: string
  close(): void
  children: ComponentChildren
}

/** What lies beside the picture, or below it in a narrow frame: has the focus when it opens, keeps it, and Escape closes it. */
export function Panel({ id, title, close, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const hadFocus = useRef(false)
  // At once, not after the next picture: by then somebody may have pressed a key on something else.
  useLayoutEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close()
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [close])
  // A button that was pressed may be gone by now; whoever uses a keyboard must not be thrown back to the top of the page.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) heading.current?.focus()
  })
  return (
    <aside
      id={id}
      class="kd-panel"
      aria-label={title}
      onFocusIn={() => {
        hadFocus.current = true
      }}
      onFocusOut={({ target }) => {
        if (target instanceof Node && target.isConnected) hadFocus.current = false
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="kd-act" aria-label={`Close ${title}`} onClick={close}>
          ✕
        </button>
      </header>
      {children}
    </aside>
  )
}
