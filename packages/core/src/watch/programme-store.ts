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

/**
 * Remembers what each Activity instance was launched for. The bot writes it right after the launch; the Activity asks for it a moment before or after.
 */
export interface ProgrammeStore {
  /**
   * Keeps `programme` if its instance has none yet.
   * @returns `kept`, or `joined` with what the instance already shows: pressing *Watch Together* again joins, it never switches the video under everyone.
   */
  start(programme: Programme): Promise<{ kind: 'kept' } | { kind: 'joined'; current: Programme }>

  /** What an instance of this guild shows. Another guild's instance is `undefined`. */
  find(guildId: string, instanceId: string): Promise<Programme | undefined>
}
