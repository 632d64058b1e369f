import { InvalidInputError, type MeetingType } from '@kaltura-discord/core'

/*
 * Whose a meeting is, and of what type, stands on it as tags: `discord-guild-<id>`, `discord-meeting-<type>`. Tags and not adminTags, because KAF's
 * `create-room`, schedule events and (as labels) the Events Platform know those only. Whoever may edit the meeting in Kaltura can hand it to another guild.
 */

const guildPrefix = 'discord-guild-'
const typePrefix = 'discord-meeting-'
const zonePrefix = 'discord-zone:'
const over = 'discord-over'
const types: ReadonlyMap<string, MeetingType> = new Map<string, MeetingType>([
  ['webinar', 'webinar'],
  ['room', 'room'],
  ['classroom', 'classroom'],
])

/** @throws InvalidInputError for what is no guild id, before it becomes part of a filter */
export function guildTag(guildId: string): string {
  if (!/^\d{17,20}$/.test(guildId)) throw new InvalidInputError('A guild id is 17 to 20 digits')
  return guildPrefix + guildId
}

export function meetingTags({ guildId, type }: { guildId: string; type: MeetingType }): readonly string[] {
  return [guildTag(guildId), typePrefix + type]
}

/** Kaltura's schedule knows the zone of a series only; a meeting that happens once keeps it so. */
export function zoneTag(timeZone: string): string {
  return zonePrefix + timeZone
}

export function withOver(tags: readonly string[]): readonly string[] {
  return [...new Set([...tags, over])]
}

export function isOver(tags: readonly string[]): boolean {
  return tags.includes(over)
}

export function typeOf(tags: readonly string[]): MeetingType | undefined {
  return types.get(tagged(tags, typePrefix) ?? '')
}

export function zoneOf(tags: readonly string[]): string | undefined {
  return tagged(tags, zonePrefix)
}

/** Kaltura's tags are one text, joined by commas. */
export function listOfTags(tags: string): readonly string[] {
  return tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function tagged(tags: readonly string[], prefix: string): string | undefined {
  return tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length)
}
