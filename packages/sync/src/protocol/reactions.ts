/** What members may throw at the picture. Anything else is dropped. */
export const reactionEmojis: readonly string[] = ['👍', '❤️', '😂', '😮', '😢', '👏', '🔥', '🎉']

/** How often members reacted alike to the same second of the media, lately. */
export interface Reaction {
  readonly emoji: string
  /** The second of the media, a whole number. */
  readonly atS: number
  readonly count: number
}
