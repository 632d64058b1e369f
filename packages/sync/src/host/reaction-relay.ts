import type { RoomPresence } from '../presence/room-presence.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { encodeMessage } from '../protocol/messages.ts'
import type { Reaction } from '../protocol/reactions.ts'
import type { RoomId } from '../room/room-state.ts'

export interface ReactionRelay {
  /** Tells the connections of this node, and those of all others. */
  tell(reactions: readonly Reaction[]): void
  start(): void
  stop(): void
}

export interface ReactionRelayOptions {
  room: RoomId
  node: string
  presence: RoomPresence
  tellLocal: (reactions: readonly Reaction[]) => void
  onFailure: (error: unknown) => void
}

/** Carries reactions between the nodes of a room. What gets lost on the way is lost. Rule RX4. */
export function createReactionRelay({ room, node, presence, tellLocal, onFailure }: ReactionRelayOptions): ReactionRelay {
  let stop: (() => void) | undefined

  function hear(text: string): void {
    const [from, frame = ''] = text.split('\n', 2)
    const decoded = decodeServerMessage(frame)
    if (from !== node && decoded.kind === 'message' && decoded.message.type === 'reactions') tellLocal(decoded.message.reactions)
  }

  return {
    tell(reactions) {
      tellLocal(reactions)
      void presence.announce(room, `${node}\n${encodeMessage({ type: 'reactions', reactions })}`).catch(onFailure)
    },
    start() {
      stop ??= presence.hear(room, hear)
    },
    stop() {
      stop?.()
      stop = undefined
    },
  }
}
