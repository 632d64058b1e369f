import { ComponentType as Component, ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import { cast } from '../discord/cast.ts'
import type { World } from '../discord/world.ts'
import type { ScenarioStep, ScenarioValue } from './scenario-schema.ts'

export type ScenarioWho = Extract<ScenarioStep, { do: 'leave' }>['who']
export type ScenarioPart = keyof typeof cast.members

/** Between what a scenario says and what a world has under an id of its own. `undefined` for whatever has no name there. */
export interface Names {
  who(userId: string): ScenarioWho | undefined
  part(who: ScenarioWho): ScenarioPart
  channel(channelId: string): string | undefined
  channelId(name: string): string | undefined
  /** An option's value as a scenario writes it. */
  value(type: number, value: string | number | boolean): ScenarioValue
  /** The id that a person's, role's or channel's name stands for. */
  id(kind: 'person' | 'role' | 'channel', name: string): string | undefined
  /** What was chosen in a menu that names people, roles or channels. */
  chosen(type: number, value: string): string
  /** As {@link chosen}, the other way. */
  chosenId(name: string): string | undefined
}

const parts: Record<ScenarioWho, ScenarioPart> = { Mara: 'manager', Tom: 'member', Gus: 'guest' }
const people = Object.keys(parts) as ScenarioWho[]

export function createNames(world: World): Names {
  const roles = () => [...world.guilds.values()].flatMap((guild) => [...guild.roles.values()])
  const channels = () => [...world.channels.values()].flatMap((channel) => (channel.kind === 'direct' ? [] : [channel]))
  const person = (id: string) => world.users.get(id)?.displayName
  const role = (id: string) => roles().find((one) => one.id === id)?.name
  const channel = (id: string) => channels().find((one) => one.id === id)?.name
  const id: Names['id'] = (kind, name) => {
    if (kind === 'person') return [...world.users.values()].find(({ displayName }) => displayName === name)?.id
    return (kind === 'role' ? roles() : channels()).find((one) => one.name === name)?.id
  }
  return {
    who: (userId) => people.find((name) => cast.members[parts[name]].userId === userId),
    part: (who) => parts[who],
    channel,
    channelId: (name) => id('channel', name),
    value(type, value) {
      const text = String(value)
      const isMentionable = type === Option.Mentionable
      if (type === Option.User || (isMentionable && person(text))) return { person: person(text) ?? text }
      if (type === Option.Role || isMentionable) return { role: role(text) ?? text }
      return type === Option.Channel ? { channel: channel(text) ?? text } : value
    },
    id,
    chosen(type, value) {
      if (type === Component.StringSelect) return value
      return person(value) ?? role(value) ?? channel(value) ?? value
    },
    chosenId: (name) => id('person', name) ?? id('role', name) ?? id('channel', name),
  }
}
