import type { GuildBinding, GuildBindings } from './guild-binding.ts'

/** The bindings that an operator wrote into the settings; they change with a restart. */
export function createStaticBindings(bindings: readonly GuildBinding[]): GuildBindings {
  const byGuild = new Map(bindings.map((binding) => [binding.guildId, binding]))
  return {
    async find(guildId) {
      return byGuild.get(guildId)
    },
    async ofConnection(connection) {
      return bindings.filter((binding) => binding.connection === connection)
    },
  }
}
