import { ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import type { ComponentInput } from './components.ts'
import { channelsOf, guildOfChannel, mayEnter } from './places.ts'
import type { Named } from './resolved.ts'
import type { World } from './world.ts'

const select = z.object({
  min_values: z.number().nullish(),
  max_values: z.number().nullish(),
  options: z.array(z.looseObject({ value: z.string() })).nullish(),
  channel_types: z.array(z.number()).nullish(),
})

/**
 * What Discord's client would not have let a person choose in a select menu, as a sentence; `undefined` when all is well.
 * @param options.mayBeEmpty whether nothing at all is an answer too, as in a form's optional field
 */
export function wrongChoice(
  world: World,
  channelId: string,
  component: ComponentInput,
  values: readonly string[],
  { mayBeEmpty = false } = {},
): string | undefined {
  const { min_values, max_values, options, channel_types } = select.parse(component)
  const [least, most] = [min_values ?? 1, max_values ?? 1]
  if (values.length === 0 && mayBeEmpty) return undefined
  if (values.length < least || values.length > most) return `Choose from ${least} to ${most}.`
  if (new Set(values).size !== values.length) return 'Something is chosen twice.'
  const guild = guildOfChannel(world, channelId)
  const isMember = (id: string) => mayEnter(world, channelId, id)
  const isRole = (id: string) => guild?.roles.has(id) === true
  const isChannel = (id: string) =>
    channelsOf(world, guild).some((channel) => channel.id === id && (!channel_types?.length || channel_types.includes(channel.type)))
  const isThere = (value: string): boolean => {
    switch (component.type) {
      case Type.UserSelect:
        return isMember(value)
      case Type.RoleSelect:
        return isRole(value)
      case Type.MentionableSelect:
        return isMember(value) || isRole(value)
      case Type.ChannelSelect:
        return isChannel(value)
      default:
        return options?.some((option) => option.value === value) === true
    }
  }
  const stranger = values.find((value) => !isThere(value))
  return stranger === undefined ? undefined : 'Something is chosen that was not offered.'
}

/** The people, roles and channels that the values of a select name; its own options name nobody. */
export function namedBy(type: number, values: readonly string[]): Named {
  return {
    members: type === Type.UserSelect || type === Type.MentionableSelect ? values : [],
    roles: type === Type.RoleSelect || type === Type.MentionableSelect ? values : [],
    channels: type === Type.ChannelSelect ? values : [],
  }
}
