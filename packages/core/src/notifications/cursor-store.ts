/** Up to where the changes of a connection, or of what else has a name, were dealt with, so that a restart goes on from there. */
export interface CursorStore {
  /** What was kept last, or `undefined` when nothing was. */
  read(connection: string): Promise<string | undefined>

  /** Keeps the cursor (up to 1 MB) in the place of the one before. */
  keep(connection: string, cursor: string): Promise<void>
}
