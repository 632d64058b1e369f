import type { ClientSocket } from '../client/client-socket.ts'
import { createMediaElementPlayer, type MediaElement } from '../client/media-element-player.ts'
import { createRoomClient, type RoomClient } from '../client/room-client.ts'
import type { Player } from '../player/player.ts'
import type { ClientRecorder } from '../recorder/client-recorder.ts'
import type { Clock, Timers } from '../time.ts'

/** A room of a server that somebody attached with `attachRooms`, or any other that speaks PROTOCOL.md. The rest has the browser's own parts as defaults. */
export interface Room {
  /** Where its WebSockets are: `wss:`, `https:`, or relative to the page, such as `/rooms`. It carries no ticket: addresses end up in logs. */
  url: string | URL
  /** A fresh ticket, which says who comes and to which room; asked for on every try. Rejecting means "later". */
  ticket: () => Promise<string>
  /** The media that the player has loaded, as the room names it: while the room shows another, the player is left alone. Default: whatever the room shows. */
  media?: () => string | undefined
  /** Opens a socket to an absolute `ws:` or `wss:` address. Default: the browser's WebSocket. */
  open?: (url: string) => ClientSocket
  /** Default: `performance`. */
  clock?: Clock
  /** Default: `setTimeout`. */
  timers?: Timers
  /** Default: `Math.random`. */
  random?: () => number
  /** Tells when the page is hidden, seen again, or left. Default: the `window` of the page. */
  page?: Page
  /** Writes down what this tab sees and does, without names and ids: `createClientRecorder` of `@kaltura-discord/sync/recorder`. Default: nothing is. */
  recorder?: ClientRecorder
}

/** The part of a `window` that is used. */
export interface Page {
  readonly document: {
    readonly visibilityState: string
    readonly baseURI: string
    addEventListener(type: 'visibilitychange', listener: () => void): void
    removeEventListener(type: 'visibilitychange', listener: () => void): void
  }
  addEventListener(type: 'pagehide', listener: (event: { readonly persisted: boolean }) => void): void
  removeEventListener(type: 'pagehide', listener: (event: { readonly persisted: boolean }) => void): void
}

/**
 * Keeps a `<video>`, an `<audio>` or any {@link Player} in step with everybody else in a room, until `close()`. Returns the room: what to show, and what
 * a person may wish for.
 *
 * Wishes are calls (`play()`, `pause()`, `seek()`), never events: a browser pauses and seeks for reasons of its own, and what it does must not reach the
 * others. So give the page buttons of its own and leave the element's `controls` off; what somebody does with them all the same is undone (CT10).
 */
export function synchronize(player: Player | MediaElement, room: Room): RoomClient {
  const { url, ticket, open = openWebSocket, clock = performance, timers = browserTimers, random = Math.random, recorder } = room
  const page: Page = room.page ?? window
  const address = socketAddress(url, page.document.baseURI)
  const client = createRoomClient({
    open: () => open(address),
    ticket,
    player: 'positionS' in player ? player : createMediaElementPlayer(player),
    clock,
    timers,
    random,
    ...(room.media ? { media: room.media } : {}),
    ...(room.clock ? {} : { wall: Date }),
    ...(recorder ? { recorder } : {}),
  })
  const onVisibility = () => client.setVisible(page.document.visibilityState !== 'hidden')
  /** Whoever closes the tab hands the remote over sooner than somebody whose network broke. */
  const onLeave = ({ persisted }: { readonly persisted: boolean }) => {
    if (!persisted) close()
  }
  page.document.addEventListener('visibilitychange', onVisibility)
  page.addEventListener('pagehide', onLeave)
  onVisibility()

  function close(): void {
    page.document.removeEventListener('visibilitychange', onVisibility)
    page.removeEventListener('pagehide', onLeave)
    client.close()
  }

  return { ...client, close }
}

const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

function openWebSocket(url: string): ClientSocket {
  return new WebSocket(url)
}

/** Not every browser takes a relative address or `https:` for a WebSocket. */
function socketAddress(url: string | URL, baseUrl: string): string {
  const address = new URL(url, baseUrl)
  if (address.protocol === 'https:') address.protocol = 'wss:'
  if (address.protocol === 'http:') address.protocol = 'ws:'
  return address.href
}
