import type { MediaScope } from '../media/scope.ts'
import type { Holders } from './holders.ts'

/** What an operator decided for one guild: which Kaltura connection it uses, what of it, and who may do what. */
export interface GuildBinding {
  guildId: string
  /** Name of the connection to Kaltura, as the operator configured it. */
  connection: string
  scope: MediaScope
  /** Managers beside those who may manage the guild in Discord. Default: nobody. */
  managers?: Holders
  /** Who may start a watch party and hold the remote; a list of them leads past `watchers`. */
  controllers: Holders
  /** Who may find and watch anything at all; managers always may. Default: everyone. */
  watchers?: Holders
  /** Where the guild hears of new recordings; `undefined` for nowhere. */
  announceChannelId: string | undefined
}

/** What a guild may see, and nothing of what its people may say otherwise. */
export type BoundGuild = Pick<GuildBinding, 'guildId' | 'connection' | 'scope'>

/** Who is bound to what. A guild without a binding sees nothing. */
export interface GuildBindings {
  /** The binding of one guild, or `undefined`: the default is none. */
  find(guildId: string): Promise<GuildBinding | undefined>
  /** All guilds that use a connection, for notifications about it. How one of them is set up is not read for it, so that no guild stands in the way of another. */
  ofConnection(connection: string): Promise<readonly BoundGuild[]>
}
