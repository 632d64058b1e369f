import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Size } from './device-screen.ts'

/** The room that a frame has. A frame with a size of its own keeps it, in its own pixels, and is only shown smaller where the room is. */
export function DeviceViewport({ size, children }: { size: Size | undefined; children: ComponentChildren }) {
  const room = useRef<HTMLDivElement>(null)
  const [inner, setInner] = useState<Size>()

  useLayoutEffect(() => {
    if (!room.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setInner({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(room.current)
    return () => observer.disconnect()
  }, [])

  const scale = size && inner ? Math.min(1, inner.width / size.width, inner.height / size.height) : 1
  const style = size ? { '--frame-width': `${size.width}px`, '--frame-height': `${size.height}px`, '--frame-scale': scale } : {}
  return (
    <div
      ref={room}
      class="viewport"
      data-device={size ? 'held' : 'filled'}
      data-tall={size ? size.height > size.width : false}
      style={style}
    >
      {children}
    </div>
  )
}
