/** What a room shows: chosen by a person through a command, then kept with the Activity instance that was launched for it. */
export interface Programme {
  guildId: string
  channelId: string
  /** Discord's id of the Activity instance; opaque, never reused. */
  instanceId: string
  entryId: string
  /** Who chose it: the first host when they are present. */
  startedBy: string
  atMs: number
}

/** What a channel watched last, and where that stood: what its next Activity instance may go on with. */
export interface LeftOff {
  guildId: string
  channelId: string
  /** Whose room it was. */
  instanceId: string
  entryId: string
  /** 0 or more; seconds of media. */
  positionS: number
  /** Entries that waited for their turn, next first; at most {@link leftOffQueueLength}. */
  queue: readonly string[]
  atMs: number
}

export const leftOffQueueLength = 50

/**
 * Remembers what each Activity instance was launched for, and where each channel stopped. The bot writes the first right after the launch, the Activity
 * asks for it a moment before or after; the second is written while people watch, by the server that has the room.
 */
export interface ProgrammeStore {
  /**
   * Keeps `programme` if its instance has none yet, and tells `programmeStarted` in the same step.
   * @returns `kept`, or `joined` with what the instance already shows: pressing *Watch Together* again joins, it never switches the video under everyone.
   */
  start(programme: Programme): Promise<{ kind: 'kept' } | { kind: 'joined'; current: Programme }>

  /** What an instance of this guild shows. Another guild's instance is `undefined`. */
  find(guildId: string, instanceId: string): Promise<Programme | undefined>

  /** Keeps where a channel is, instead of what was kept for it before; something newer (by `atMs`) stays. */
  leaveOff(leftOff: LeftOff): Promise<void>

  /** Where a channel of this guild stopped; `undefined` when it never watched anything. */
  leftOff(guildId: string, channelId: string): Promise<LeftOff | undefined>
}
