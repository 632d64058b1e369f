/** What can be done to a bot's connection from outside of the protocol. */
export interface ConnectionHandle {
  /** Closes it with a code, as Discord does when it moves bots elsewhere. */
  drop(code: number): void
  /** Opcode 7: the bot is to reconnect and resume. */
  askToReconnect(): void
  /** Opcode 9: the session is over, or with `true` may be resumed. */
  invalidate(resumable: boolean): void
}

/** Whoever watches a bot's connection or meddles with it, such as faults on demand. A gateway alone has {@link noHooks}. */
export interface ConnectionHooks {
  /** The bot identifies or resumes. `refused` when the hook has dealt with it, and it shall not be done. */
  arrives(connection: ConnectionHandle): 'welcome' | 'refused'
  /** The bot identified or resumed. */
  isThere(connection: ConnectionHandle): void
  left(connection: ConnectionHandle): void
  /** Whether a heartbeat is acknowledged. */
  acknowledges(): boolean
  /** A dispatch is about to be sent. @param path `/READY`, after a resume `/resumed/MESSAGE_CREATE` */
  dispatches(path: string, send: () => void): void
  /** The text of a frame that came from the bot. */
  heard(text: string): void
  /** The text of a frame that is really sent. */
  said(text: string): void
}

export const noHooks: ConnectionHooks = {
  arrives: () => 'welcome',
  isThere: () => {},
  left: () => {},
  acknowledges: () => true,
  dispatches: (_path, send) => send(),
  heard: () => {},
  said: () => {},
}
