import { z } from 'zod'

/** What a player told Kaltura's analytics; never the KS that came with it. */
export const sandboxBeacon = z.object({
  atMs: z.number(),
  /** In Kaltura's words: `PLAY`, `PAUSE`, `PLAY_REACHED_25_PERCENT`; `EVENT_<number>` for one that has no name here. */
  event: z.string(),
  /** The account that is told; the player says which. */
  partnerId: z.number().nullable(),
  entryId: z.string(),
  /** Kaltura user id of the viewer, if the player told it, by itself or in its KS. */
  userId: z.string().nullable(),
  /** Seconds into the video. */
  positionS: z.number().nullable(),
  /** One viewing by one player. */
  sessionId: z.string(),
})
