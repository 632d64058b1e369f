import type { MediaScope } from '../media/scope.ts'

/** What an operator decided for one guild: which Kaltura connection it uses, what of it, and who may steer. */
export interface GuildBinding {
  guildId: string
  /** Name of the connection to Kaltura, as the operator configured it. */
  connection: string
  scope: MediaScope
  /** Discord role ids whose holders may start a watch party and hold the remote; `everyone` lets all members. */
  controllers: readonly string[] | 'everyone'
  /** Where the guild hears of new recordings; `undefined` for nowhere. */
  announceChannelId: string | undefined
}

/** Who is bound to what. A guild without a binding sees nothing. */
export interface GuildBindings {
  /** The binding of one guild, or `undefined`: the default is none. */
  find(guildId: string): Promise<GuildBinding | undefined>
  /** All guilds that use a connection, for notifications about it. */
  ofConnection(connection: string): Promise<readonly GuildBinding[]>
}
