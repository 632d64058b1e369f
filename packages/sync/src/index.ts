export { type ClockEstimate, type ClockSample, clockRules, estimateClock, pointOf } from './clock/clock-estimate.ts'
export { type ClusterClock, type ClusterClockOptions, clusterClockRules, createClusterClock } from './clock/cluster-clock.ts'
export { pingDelayMs, pingSchedule } from './clock/ping-schedule.ts'
export { createServerClock, type ServerClock } from './clock/server-clock.ts'
export { StoreMisused, StoreUnavailable, SyncError } from './errors/sync-error.ts'
export { createPlaybackDriver, type PlaybackDriver, type PlaybackDriverOptions } from './playback/playback-driver.ts'
export {
  initialPlayback,
  type Observation,
  type PlaybackState,
  type PlaybackStep,
  type SyncKind,
  type SyncStatus,
} from './playback/playback-state.ts'
export { stepPlayback } from './playback/step-playback.ts'
export type { Player } from './player/player.ts'
export { createMemoryRoomPresence } from './presence/memory-room-presence.ts'
export { type NodePresence, type PresentConnection, presenceRules, type RoomPresence } from './presence/room-presence.ts'
export { type CloseCode, closeCodes, isRetryable, retryable } from './protocol/close-codes.ts'
export { decodeClientMessage } from './protocol/decode-client-message.ts'
export { decodeServerMessage } from './protocol/decode-server-message.ts'
export type { Decoded, DecodeRefusal } from './protocol/frame.ts'
export {
  defaultPolicies,
  type Intent,
  policyChoices,
  type QueueIntent,
  type RefusalReason,
  type RemoteIntent,
  type RoomIntent,
  type RoomPolicies,
  refusalReasons,
  type SteeringIntent,
} from './protocol/intents.ts'
export { limits, protocolVersion } from './protocol/limits.ts'
export {
  type ClientMessage,
  encodeMessage,
  type Member,
  type PresentMember,
  type Readiness,
  type ServerMessage,
} from './protocol/messages.ts'
export { type Reaction, reactionEmojis } from './protocol/reactions.ts'
export { isAfter, type MarkedRevision, type Revision } from './protocol/revision.ts'
export type { ControlRequest, Hold, LiveFacts, QueuedMedia, QueueItem, RoomRevision, RoomSnapshot } from './protocol/snapshot.ts'
export { electHost } from './room/elect-host.ts'
export { reduceRoom } from './room/reduce-room.ts'
export { decodeRoom, encodeRoom } from './room/room-document.ts'
export { type RoomEvent, type RoomId, type RoomMember, type RoomState, type RoomStep, revisionOf, roomRules } from './room/room-state.ts'
export { createMemoryRoomStore, type MemoryRoomStoreOptions } from './room-store/memory-room-store.ts'
export type { RoomSnapshots, RoomSnapshotText } from './room-store/room-snapshots.ts'
export {
  assertNextSeq,
  type CommitOutcome,
  type RoomNotice,
  type RoomStore,
  type StoredRoom,
} from './room-store/room-store.ts'
export type { Clock, Ms, Timers } from './time.ts'
export { firstLivePositionS, liveEdgeS } from './timeline/live-position.ts'
export { positionAt, sameTimeline, type Timeline } from './timeline/timeline.ts'
