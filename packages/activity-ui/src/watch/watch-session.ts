import type { PlaybackError } from '@kaltura-discord/kaltura/player'
import { openKalturaPlayback } from '@kaltura-discord/kaltura/player'
import { createMediaElementPlayer, createRoomClient, type RoomClient, type RoomView } from '@kaltura-discord/sync/client'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Bootstrap } from '../launch/launch.ts'

/** How loud it is for this viewer alone; nobody else's business. */
export interface Loudness {
  muted: boolean
  /** 0 to 1. */
  volume: number
}

/** A video that plays in step with the others, as signals for the view. */
export interface WatchSession {
  room: ReadonlySignal<RoomView>
  loudness: ReadonlySignal<Loudness>
  /** Where the video is, in seconds, a few times a second. */
  positionS: ReadonlySignal<number>
  remote: Pick<RoomClient, 'play' | 'pause' | 'seek' | 'setRate' | 'resume'>
  setLoudness(loudness: Partial<Loudness>): void
  close(): void
}

export interface WatchSessionOptions {
  bootstrap: Bootstrap
  renewTicket(): Promise<string>
  /** The element that the player fills. */
  target: HTMLElement
  /** Origin of this page, such as `https://<app>.discordsays.com`. */
  origin: string
  onError(error: PlaybackError): void
}

const positionEveryMs = 250

/** Opens the player, then the room: a room that nobody could follow yet would only be told "not ready". */
export async function openWatchSession({ bootstrap, renewTicket, target, origin, onError }: WatchSessionOptions): Promise<WatchSession> {
  const { entry, player: given, roomPath } = bootstrap
  const playback = await openKalturaPlayback({
    target,
    scriptPath: given.scriptPath,
    doorUrl: `${origin}${given.doorPath}`,
    partnerId: given.partnerId,
    uiConfId: given.uiConfId,
    entryId: entry.id,
    ks: given.ks,
    onError,
  })
  const { video } = playback
  const client = createRoomClient({
    open: () => new WebSocket(`${origin.replace(/^http/, 'ws')}${roomPath}`),
    ticket: renewTicket,
    player: createMediaElementPlayer(video),
    clock: { now: () => performance.now() },
    timers: { after: startTimer },
    random: Math.random,
  })

  const room = signal(client.view())
  const loudness = signal<Loudness>({ muted: video.muted, volume: video.volume })
  const positionS = signal(0)
  const stopFollowing = client.subscribe(() => {
    room.value = client.view()
  })
  const position = setInterval(() => {
    positionS.value = video.currentTime
  }, positionEveryMs)

  return {
    room,
    loudness,
    positionS,
    remote: client,
    setLoudness(change) {
      Object.assign(video, change)
      loudness.value = { muted: video.muted, volume: video.volume }
    },
    close() {
      clearInterval(position)
      stopFollowing()
      client.close()
      playback.destroy()
    },
  }
}

function startTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
