import type { HostMessage } from './wire.ts'

/** The part of a window that a channel needs; a browser's `window` is one. */
export interface MessageHub {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/**
 * A two-way line to one iframe and to nobody else: only what that very window posted from its own origin comes in, and what goes out is addressed to that origin.
 *
 * @param url the frame's address; its origin is the one that counts, wherever the frame navigates later.
 */
export function openFrameChannel(options: {
  hub: MessageHub
  frameWindow: () => Window | null
  url: string
  receive: (data: unknown) => void
}): {
  post(message: HostMessage): void
  close(): void
} {
  const { hub, frameWindow, receive } = options
  const { origin } = new URL(options.url)
  const listener = (event: MessageEvent): void => {
    if (event.source !== null && event.source === frameWindow() && event.origin === origin) receive(event.data)
  }
  hub.addEventListener('message', listener)

  return {
    post: (message) => frameWindow()?.postMessage(message, origin),
    close: () => hub.removeEventListener('message', listener),
  }
}
