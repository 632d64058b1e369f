import type { ApiClient } from '@kaltura-discord/api'
import { container, Plugin, postInitialization, preLogin, type SapphireClient } from '@sapphire/framework'
import type { ClientOptions } from 'discord.js'
import { KalturaCommand } from './kaltura-command.ts'
import { WatchButton } from './watch-button.ts'

export interface KalturaPluginOptions {
  /** A client of the kaltura-discord server, with the service token. */
  api: ApiClient
}

declare module 'discord.js' {
  interface ClientOptions {
    /** Options of `KalturaPlugin`. */
    kaltura?: KalturaPluginOptions
  }
}

declare module '@sapphire/pieces' {
  interface Container {
    kaltura: KalturaPluginOptions
  }
}

/**
 * Brings `/kaltura` and *Watch Together* into a Sapphire bot: `SapphireClient.use(KalturaPlugin)` before the client is made, `kaltura: { api }` in its options.
 *
 * Leave Sapphire's register behaviour at its default: a bulk overwrite fails as a whole once an application has an Entry Point command (Discord's 50240).
 */
export class KalturaPlugin extends Plugin {
  static override [postInitialization](this: SapphireClient, options: ClientOptions): void {
    if (!options.kaltura) throw new TypeError('KalturaPlugin needs `kaltura: { api }` in the client options.')
    container.kaltura = options.kaltura
  }

  static override async [preLogin](this: SapphireClient): Promise<void> {
    await container.stores.loadPiece({ store: 'commands', name: 'kaltura', piece: KalturaCommand })
    await container.stores.loadPiece({ store: 'interaction-handlers', name: 'kaltura-watch', piece: WatchButton })
  }
}
