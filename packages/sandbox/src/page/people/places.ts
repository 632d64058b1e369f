import type { SandboxChannel, SandboxGuild, SandboxState } from '../../control/contract.ts'

/** Where one is: a channel or thread of a guild, or a conversation outside of guilds. */
export type Place =
  | { kind: 'guild'; id: string; name: string; guild: SandboxGuild; channel: SandboxChannel }
  | { kind: 'direct'; id: string; name: string; withBot: boolean }

export interface Conversation {
  id: string
  name: string
  withBot: boolean
}

export function guildsOf(state: SandboxState, userId: string): SandboxGuild[] {
  return state.guilds.filter(({ members }) => members.some((member) => member.userId === userId))
}

/**
 * The channels that somebody sees, as a client lists them: those without a category first, then each category before its channels.
 * Open threads follow their channel.
 */
export function listedChannels(guild: SandboxGuild, userId: string): SandboxChannel[] {
  const seen = guild.channels.filter((channel) => channel.seenBy.includes(userId) && !channel.archived)
  const inside = (parentId: string | null): SandboxChannel[] =>
    seen.filter((channel) => channel.parentId === parentId).flatMap((channel) => [channel, ...inside(channel.id)])
  const isHeading = ({ kind }: SandboxChannel): boolean => kind === 'category'
  const top = seen.filter(({ parentId }) => parentId === null)
  return [...top.filter((one) => !isHeading(one)), ...top.filter(isHeading)].flatMap((channel) => [channel, ...inside(channel.id)])
}

/** Somebody's conversations; the one with the bot is named after it. */
export function conversationsOf(state: SandboxState, userId: string): Conversation[] {
  return state.directs
    .filter(({ people }) => people.some((one) => one.userId === userId))
    .map(({ id, people }) => {
      const others = people.filter((one) => one.userId !== userId)
      return { id, name: others.map(({ name }) => name).join(', '), withBot: others.some(({ isBot }) => isBot) }
    })
}

/** Where somebody is who chose a channel, or where they land when that isn't for them: the first channel for text that they see. */
export function placeOf(
  state: SandboxState,
  userId: string,
  chosen: { channelId?: string | undefined; guildId?: string | undefined },
): Place | undefined {
  const conversation = conversationsOf(state, userId).find(({ id }) => id === chosen.channelId)
  if (conversation) return { kind: 'direct', ...conversation }
  const guilds = guildsOf(state, userId)
  const seen = guilds.flatMap((guild) =>
    guild.channels.filter(({ seenBy }) => seenBy.includes(userId)).map((channel) => ({ guild, channel })),
  )
  const wanted = seen.find(({ channel }) => channel.id === chosen.channelId)
  const home = seen.filter(({ channel }) => channel.kind === 'text')
  const found = wanted ?? home.find(({ guild }) => guild.id === chosen.guildId) ?? home[0]
  return found && { kind: 'guild', id: found.channel.id, name: found.channel.name, ...found }
}

interface Reach {
  guild_id?: unknown
  contexts?: unknown
  integration_types?: unknown
}

/** Whether Discord's client offers a command in a place: by its guild, its contexts, and where the app is installed. */
export function isOfferedIn(command: Reach, place: Place, isInstalled: boolean): boolean {
  const context = place.kind === 'guild' ? 0 : place.withBot ? 1 : 2
  if (command.guild_id !== undefined) return place.kind === 'guild' && place.guild.id === command.guild_id && place.guild.hasBot
  const types = Array.isArray(command.integration_types) ? command.integration_types : [0]
  const isHere = context === 1 || (place.kind === 'guild' && place.guild.hasBot)
  const isForContext = !Array.isArray(command.contexts) || command.contexts.includes(context)
  return isForContext && ((isHere && types.includes(0)) || (isInstalled && types.includes(1)))
}
