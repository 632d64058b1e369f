import { createLinkMonitor } from '../clock/link-quality.ts'
import { createServerClock } from '../clock/server-clock.ts'
import { createPlaybackDriver } from '../playback/playback-driver.ts'
import type { SyncStatus } from '../playback/playback-state.ts'
import type { Intent } from '../protocol/intents.ts'
import type { Member, PresentMember, RoomGap, ServerMessage } from '../protocol/messages.ts'
import type { Reaction } from '../protocol/reactions.ts'
import { isAfter } from '../protocol/revision.ts'
import type { RoomRevision } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { createListeners } from './listeners.ts'
import { createLivePlayer } from './live-player.ts'
import { type Pinger, startPinger } from './pinger.ts'
import { createReporter } from './reporter.ts'
import { createRoomActs, type RoomActs } from './room-acts.ts'
import type { RoomClientOptions } from './room-client-options.ts'
import { type ConnectionState, createRoomConnection } from './room-connection.ts'
import { type RoomView, viewOf } from './room-view.ts'
import { uuidFrom } from './uuid.ts'

export interface RoomClient extends RoomActs {
  view(): RoomView
  /** Called after every change of `view()`. Returns how to stop. */
  subscribe(listener: () => void): () => void
  /** The room's time now, in ms since 1970, for countdowns; `undefined` until it is known. */
  serverMs(): Ms | undefined
  /**
   * What to add to a position of the player to have the room's: not 0 in a live room where somebody's player does not know the stream's clock. For interfaces that
   * show, or seek to, what this player can. Rule LV2.
   */
  shiftS(): number
  /** Looks at player and room anew, after another media was loaded. */
  refresh(): void
  /** Throws an emoji out of `reactionEmojis` at the second that is seen. */
  react(emoji: string): void
  /** Called with what members threw. Returns how to stop. */
  onReactions(listener: (reactions: readonly Reaction[]) => void): () => void
  /** Call from a user's gesture after `sync.kind` became `blocked`. */
  resume(): void
  /**
   * Tell it when the page is hidden and seen again. Timers of a hidden page come late, so whoever is seen again asks for the time anew and looks at the
   * player at once. A hidden page never holds the room up.
   */
  setVisible(visible: boolean): void
  /**
   * Moves this viewer alone, by up to 2000 ms: a positive trim is ahead of the others. For what no clock can see, such as a television that is late,
   * or a path whose two directions differ. Default: 0.
   */
  trim(ms: Ms): void
  close(): void
}

const mostTrimMs = 2000
/** The measured offset changes all the time; interfaces hear of it once a second. */
const offsetEveryMs = 1000

/** A player that takes part in a room: connects, keeps the time, and holds the player on the room's timeline until `close()`. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const { open, ticket, media, clock, timers, random, wall, recorder } = options
  const listeners = createListeners<void>()
  const link = createLinkMonitor()
  const serverClock = createServerClock(clock, { ...(wall ? { wall } : {}), onDoubt: () => pinger?.restart() })
  const reactions = createListeners<readonly Reaction[]>()
  const player = createLivePlayer({ player: options.player, facts: () => room?.state.live, serverMs: () => serverClock.now() })
  let room: RoomRevision | undefined
  let me: Member | undefined
  let members: readonly PresentMember[] = []
  let refusal: RoomView['refusal']
  let gap: RoomGap | undefined
  let intentId: string | undefined
  let pinger: Pinger | undefined
  let trimMs = 0
  let shownAtMs = Number.NEGATIVE_INFINITY
  let view = viewOf({
    connection: { kind: 'connecting' },
    sync: { kind: 'waiting', offsetMs: 0, boundMs: Number.POSITIVE_INFINITY },
    me,
    members,
    state: undefined,
    refusal,
    gap: undefined,
  })

  function show(sync: SyncStatus = view.sync, state: ConnectionState = connection.state()): void {
    view = viewOf({ connection: state, sync, me, members, state: room?.state, refusal, gap })
    listeners.tell()
  }

  function onStatus(sync: SyncStatus): void {
    const nowMs = clock.now()
    reporter.look()
    if (sync.kind === 'buffering' && view.sync.kind !== 'buffering') link.stalled(nowMs)
    if (sync.kind === view.sync.kind && nowMs - shownAtMs < offsetEveryMs) return
    shownAtMs = nowMs
    show(sync)
  }

  function onState(state: ConnectionState): void {
    pinger?.stop()
    pinger = undefined
    reporter.stop()
    if (state.kind === 'live') {
      pinger = startPinger({
        send: connection.send,
        serverClock,
        link,
        clock,
        timers,
        onDead: connection.reconnect,
        onSample: recorder?.clock,
      })
      reporter.start()
    }
    show(view.sync, state)
  }

  /** A new epoch may begin with a clock that was set: its timeline means nothing until the time was asked anew. */
  function enter(next: RoomRevision): void {
    if (room && next.epoch !== room.epoch) serverClock.doubt()
    room = next
  }

  function onMessage(message: ServerMessage): void {
    pinger?.nudge()
    switch (message.type) {
      case 'pong':
        pinger?.pong(message)
        driver.refresh()
        return
      case 'welcome':
        gap = message.gap
        me = message.member
        members = message.members
        enter(message.room)
        break
      case 'room':
        if (!isNewer(message, room)) return
        gap = room && message.epoch > room.epoch ? 'restored' : undefined
        enter({ epoch: message.epoch, seq: message.seq, mark: message.mark, state: message.state })
        break
      case 'presence':
        members = message.members
        break
      case 'reactions':
        reactions.tell(message.reactions)
        return
      case 'refused':
        if (message.id === intentId) refusal = message.reason
    }
    driver.refresh()
    show(driver.status())
  }

  function intend(intent: Intent): void {
    intentId = uuidFrom(random)
    refusal = connection.send({ type: 'intent', id: intentId, ...intent }) ? undefined : 'not-connected'
    show()
  }

  /** What the host sees: the player's own position while it is near the room's, else the room's, so that a host who is still loading moves nobody. */
  function seenS(): number {
    const nowMs = serverClock.now()
    if (!room || nowMs === undefined) return Math.max(0, player.positionS())
    const roomS = positionAt(room.state.timeline, nowMs, room.state.durationS)
    const playerS = player.positionS() - (trimMs / 1000) * room.state.timeline.rate
    return room.state.timeline.playing && Math.abs(playerS - roomS) < 1 ? Math.max(0, playerS) : roomS
  }

  const isLoaded = () => media === undefined || room === undefined || media() === room.state.mediaId

  const driver = createPlaybackDriver({
    player,
    clock,
    timers,
    onStatus,
    ...(recorder ? { onStep: recorder.look } : {}),
    room: () => ({
      timeline: isLoaded() && Number.isFinite(serverClock.boundMs()) ? room?.state.timeline : undefined,
      durationS: room?.state.durationS,
      serverMs: serverClock.now(),
      boundMs: serverClock.boundMs(),
      trimMs,
    }),
  })
  const reporter = createReporter({
    player: options.player,
    clock,
    timers,
    send: (report) => void connection.send(report),
    isLoaded,
    offsetMs: () => driver.status().offsetMs,
    rttMs: serverClock.rttMs,
  })
  const connection = createRoomConnection({
    open,
    ticket,
    clock,
    timers,
    random,
    onState,
    onMessage,
    last: () => room,
    connection: uuidFrom(random),
  })

  return {
    view: () => view,
    subscribe: (listener) => listeners.add(() => listener()),
    ...createRoomActs({ intend, seenS }),
    serverMs: () => serverClock.now(),
    shiftS: player.shiftS,
    refresh: () => driver.refresh(),
    react: (emoji) => void connection.send({ type: 'react', emoji, positionS: seenS() }),
    onReactions: reactions.add,
    resume: () => void driver.resume(),
    setVisible(visible) {
      reporter.setHidden(!visible)
      if (!visible) return
      pinger?.restart()
      driver.refresh()
    },
    trim(ms) {
      trimMs = Math.min(mostTrimMs, Math.max(-mostTrimMs, ms))
      driver.refresh()
    },
    close() {
      driver.close()
      connection.close()
      listeners.clear()
      reactions.clear()
    },
  }
}

/** Rule CO3. A welcome is always believed: it is the server's present. */
function isNewer(message: RoomRevision, room: RoomRevision | undefined): boolean {
  return !room || isAfter(message, room)
}
