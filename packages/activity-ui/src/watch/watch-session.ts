import type { Choice, ChoiceKind, LiveWindow, PlaybackError } from '@kaltura-discord/kaltura/player'
import { openKalturaPlayback } from '@kaltura-discord/kaltura/player'
import { type RoomView, synchronize } from '@kaltura-discord/sync/browser'
import type { RoomActs } from '@kaltura-discord/sync/client'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Bootstrap } from '../launch/launch.ts'
import { createCountdown } from './countdown.ts'
import { createLiveRemote, type Remote } from './live-remote.ts'

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
  /** What can be watched of a live stream, as often; `undefined` of a video, and until it is known. */
  liveWindow: ReadonlySignal<LiveWindow | undefined>
  /** Seconds until a countdown is over; `undefined` while none runs. */
  startsInS: ReadonlySignal<number | undefined>
  remote: Remote
  /** Everything else that a person can ask of the room. */
  acts: RoomActs
  /** Plays on from where the channel stopped. */
  goOn(continuation: { positionS: number }): void
  /** A countdown of three seconds from where the room is. */
  startTogether(): void
  /** Captions, sound and quality, for this viewer alone. */
  choices: ReadonlySignal<Readonly<Record<ChoiceKind, readonly Choice[]>>>
  choose(kind: ChoiceKind, id: string | undefined): void
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
const startTogetherMs = 3200

/** Opens the player, then the room: a room that nobody could follow yet would only be told "not ready". */
export async function openWatchSession({ bootstrap, renewTicket, target, origin, onError }: WatchSessionOptions): Promise<WatchSession> {
  const { entry, player: given, roomPath } = bootstrap
  const playback = await openKalturaPlayback({
    target,
    scriptPath: given.scriptPath,
    doorUrl: `${origin}${given.doorPath}`,
    ...(given.analyticsPath === undefined ? {} : { analyticsUrl: `${origin}${given.analyticsPath}` }),
    partnerId: given.partnerId,
    uiConfId: given.uiConfId,
    entryId: entry.id,
    ks: given.ks,
    onError,
  })
  const { video, player, live, choices: offered } = playback
  const client = synchronize(player, { url: `${origin}${roomPath}`, ticket: renewTicket, media: () => entry.id })

  const room = signal(client.view())
  const loudness = signal<Loudness>({ muted: video.muted, volume: video.volume })
  const positionS = signal(0)
  const liveWindow = signal<LiveWindow | undefined>(live?.window())
  const startsInS = signal<number | undefined>(undefined)
  const countDown = createCountdown()
  const listed = () => ({ captions: offered.list('captions'), audio: offered.list('audio'), quality: offered.list('quality') })
  const choices = signal(listed())
  const stopOffering = offered.subscribe(() => {
    choices.value = listed()
  })
  const stopFollowing = client.subscribe(() => {
    room.value = client.view()
  })
  const position = setInterval(() => {
    positionS.value = player.positionS()
    liveWindow.value = live?.window()
    startsInS.value = countDown(client.view().timeline, client.serverMs())
  }, positionEveryMs)

  return {
    room,
    loudness,
    positionS,
    liveWindow,
    startsInS,
    remote: live ? createLiveRemote(client, live) : client,
    acts: client,
    goOn({ positionS }) {
      const nowMs = client.serverMs()
      if (nowMs === undefined) client.seek(positionS)
      else client.startAt(nowMs + startTogetherMs, positionS)
    },
    startTogether() {
      const nowMs = client.serverMs()
      if (nowMs !== undefined) client.startAt(nowMs + startTogetherMs)
    },
    choices,
    choose(kind, id) {
      offered.choose(kind, id)
      choices.value = listed()
    },
    setLoudness(change) {
      Object.assign(video, change)
      loudness.value = { muted: video.muted, volume: video.volume }
    },
    close() {
      clearInterval(position)
      stopFollowing()
      stopOffering()
      client.close()
      playback.destroy()
    },
  }
}
