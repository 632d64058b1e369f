import type { GuildBinding, GuildBindings } from '../../access/guild-binding.ts'
import type { ConfigSource } from './config-source.ts'

/** What only an operator says of a guild: none of it can come from its people. */
export type OperatorBinding = Pick<GuildBinding, 'guildId' | 'connection' | 'scope' | 'managers'>

export interface ConfiguredBindingsOptions {
  /** As of now. */
  operator(): readonly OperatorBinding[]
  config: Pick<ConfigSource, 'of'>
}

/** Bindings with what counts in each guild now: the operator says what a guild is bound to, and its people may say who steers, who watches and where it is told. */
export function createConfiguredBindings({ operator, config }: ConfiguredBindingsOptions): GuildBindings {
  async function configured(binding: OperatorBinding): Promise<GuildBinding> {
    const { controllers, watchers, announceChannelId } = await config.of(binding.guildId)
    return { ...binding, controllers, watchers, announceChannelId }
  }
  return {
    async find(guildId) {
      const binding = operator().find((each) => each.guildId === guildId)
      return binding && configured(binding)
    },
    ofConnection: async (connection) => operator().filter((each) => each.connection === connection),
  }
}
