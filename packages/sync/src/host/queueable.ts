import { isPosition } from '../protocol/shape.ts'
import type { QueuedMedia } from '../protocol/snapshot.ts'
import type { RoomPass } from './room-socket.ts'

/**
 * Asked for every suggestion: may this member have the room show that media? Only the application knows; title and length are its word too, never the
 * member's. Throwing means "cannot tell now".
 */
export type Queueable = (pass: RoomPass, mediaId: string) => Promise<QueueVerdict>

export type QueueVerdict = { kind: 'media'; title: string; durationS?: number; live?: true } | { kind: 'refused' }

/** What a suggestion comes to: the media as the room will list it, or why not. Rule QU1. */
export async function judgeSuggestion(
  queueable: Queueable | undefined,
  pass: RoomPass,
  mediaId: string,
): Promise<QueuedMedia | 'not-offered' | 'media-refused' | 'unavailable'> {
  if (!queueable) return 'not-offered'
  try {
    const verdict = await queueable(pass, mediaId)
    if (verdict.kind === 'refused') return 'media-refused'
    return {
      mediaId,
      title: verdict.title,
      ...(isPosition(verdict.durationS) ? { durationS: verdict.durationS } : {}),
      ...(verdict.live ? { live: true } : {}),
    }
  } catch {
    return 'unavailable'
  }
}
