import type { SyncStatus } from '../playback/playback-state.ts'
import type { Member, PresentMember, RefusalReason } from '../protocol/messages.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { ConnectionState } from './room-connection.ts'

/** Everything an interface may show of a room. The same object until something changed. */
export interface RoomView {
  readonly connection: ConnectionState
  readonly me?: Member
  readonly hostId?: string
  readonly iAmHost: boolean
  readonly members: readonly PresentMember[]
  readonly timeline?: Timeline
  readonly mediaId?: string
  readonly durationS?: number
  readonly sync: SyncStatus
  /** The last of our intents that the room did not follow. Gone with the next intent. */
  readonly refusal?: RefusalReason | 'not-connected'
}
