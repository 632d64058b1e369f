import type { EntrySummary } from '@kaltura-discord/api'
import type { Choice, ChoiceKind, KalturaPlayback, LiveWindow, PlaybackError } from '@kaltura-discord/kaltura/player'
import { type RoomClient, type RoomView, synchronize } from '@kaltura-discord/sync/browser'
import type { RoomActs } from '@kaltura-discord/sync/client'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Bootstrap, Continuation } from '../launch/launch.ts'
import { createCountdown } from './countdown.ts'
import { createGoOn } from './go-on.ts'
import type { Library } from './library.ts'
import { createLiveRemote, type Remote } from './live-remote.ts'
import { openInTarget } from './open-in-target.ts'
import { createScreen, type Screen, type Shown } from './screen.ts'

/** How loud it is for this viewer alone; nobody else's business. */
export interface Loudness {
  muted: boolean
  /** 0 to 1. */
  volume: number
}

/** A video that plays in step with the others, as signals for the view. */
export interface WatchSession {
  room: ReadonlySignal<RoomView>
  shown: ReadonlySignal<Shown>
  loudness: ReadonlySignal<Loudness>
  /** Where the video is, in seconds, a few times a second. */
  positionS: ReadonlySignal<number>
  /** What can be watched of a live stream, as often; `undefined` of a video, and until it is known. */
  liveWindow: ReadonlySignal<LiveWindow | undefined>
  /** Seconds until a countdown is over; `undefined` while none runs. */
  startsInS: ReadonlySignal<number | undefined>
  /** How long the room waits for somebody at the most, in seconds; `undefined` while it does not. */
  waitsS: ReadonlySignal<number | undefined>
  remote: Remote
  /** Everything else that a person can ask of the room. */
  acts: RoomActs
  reactions: Pick<RoomClient, 'react' | 'onReactions'>
  /** Plays on from where the channel stopped. */
  goOn(continuation: Continuation): void
  /** A countdown of three seconds from where the room is. */
  startTogether(): void
  /** What can be suggested to the room. */
  find(query: string): Promise<readonly EntrySummary[]>
  /** Tries again what could not be shown. */
  showAgain(): void
  /** Captions, sound and quality, for this viewer alone. */
  choices: ReadonlySignal<Readonly<Record<ChoiceKind, readonly Choice[]>>>
  choose(kind: ChoiceKind, id: string | undefined): void
  setLoudness(loudness: Partial<Loudness>): void
  close(): void
}

export interface WatchSessionOptions {
  bootstrap: Bootstrap
  /** Whether to play on from where the channel stopped, without asking again. */
  goesOn: boolean
  library: Library
  renewTicket(): Promise<string>
  /** The element that the player fills. */
  target: HTMLElement
  /** Origin of this page, such as `https://<app>.discordsays.com`. */
  origin: string
  onError(error: PlaybackError): void
}

const lookEveryMs = 250
const startTogetherMs = 3200
const nothingToChoose = { captions: [], audio: [], quality: [] }

/** Opens the player, then the room: a room that nobody could follow yet would only be told "not ready". */
export async function openWatchSession(options: WatchSessionOptions): Promise<WatchSession> {
  const { bootstrap, goesOn, library, renewTicket, target, origin, onError } = options
  const loudness = signal<Loudness>({ muted: false, volume: 1 })
  const play = openInTarget({ target, origin, loudness: () => loudness.value, onError })
  const playback = await play(bootstrap)
  loudness.value = { muted: playback.video.muted, volume: playback.video.volume }
  const screen: Screen = createScreen({
    first: { opened: bootstrap, playback },
    open: library.open,
    play,
    onLoaded() {
      client.refresh()
      offer()
    },
  })
  const client: RoomClient = synchronize(screen.player, {
    url: `${origin}${bootstrap.roomPath}`,
    ticket: renewTicket,
    media: screen.loaded,
  })

  const room = signal(client.view())
  const positionS = signal(0)
  const liveWindow = signal<LiveWindow | undefined>(playback.live?.window())
  const startsInS = signal<number | undefined>(undefined)
  const waitsS = signal<number | undefined>(undefined)
  const choices = signal<WatchSession['choices']['value']>(nothingToChoose)
  const countDown = createCountdown()
  const goOn = createGoOn(client, goesOn ? bootstrap.continuation : undefined)
  const onScreen = (): KalturaPlayback | undefined => (screen.shown.value.kind === 'open' ? screen.shown.value.playback : undefined)
  const remote = (): Remote => {
    const live = onScreen()?.live
    return live ? createLiveRemote(client, live) : client
  }

  let stopOffering = () => {}
  function list(): void {
    const offered = onScreen()?.choices
    choices.value = offered
      ? { captions: offered.list('captions'), audio: offered.list('audio'), quality: offered.list('quality') }
      : nothingToChoose
  }
  function offer(): void {
    stopOffering()
    stopOffering = onScreen()?.choices.subscribe(list) ?? (() => {})
    list()
  }
  offer()

  const stopFollowing = client.subscribe(() => {
    const view = client.view()
    if (view.mediaId !== undefined) screen.show(view.mediaId)
    goOn.look()
    room.value = view
  })
  const looking = setInterval(() => {
    positionS.value = screen.player.positionS()
    liveWindow.value = onScreen()?.live?.window()
    const { timeline, hold } = client.view()
    const nowMs = client.serverMs()
    goOn.look()
    startsInS.value = countDown(timeline, nowMs)
    waitsS.value = hold && nowMs !== undefined ? Math.max(0, Math.ceil((hold.untilMs - nowMs) / 1000)) : undefined
  }, lookEveryMs)

  return {
    room,
    shown: screen.shown,
    loudness,
    positionS,
    liveWindow,
    startsInS,
    waitsS,
    remote: {
      play: () => remote().play(),
      pause: () => remote().pause(),
      seek: (toS) => remote().seek(toS),
      setRate: (rate) => remote().setRate(rate),
      resume: () => remote().resume(),
    },
    acts: client,
    reactions: client,
    goOn: goOn.start,
    startTogether() {
      const nowMs = client.serverMs()
      if (nowMs !== undefined) client.startAt(nowMs + startTogetherMs)
    },
    find: library.find,
    showAgain: screen.again,
    choices,
    choose(kind, id) {
      onScreen()?.choices.choose(kind, id)
      list()
    },
    setLoudness(change) {
      loudness.value = { ...loudness.value, ...change }
      Object.assign(onScreen()?.video ?? {}, change)
    },
    close() {
      clearInterval(looking)
      stopFollowing()
      stopOffering()
      client.close()
      screen.close()
    },
  }
}
