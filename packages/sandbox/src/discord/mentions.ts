import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import type { MessageDraft } from './message-draft.ts'
import { permissionsOf } from './permissions.ts'
import { guildOfChannel, mayEnter } from './places.ts'
import type { World } from './world.ts'

export interface Mentions {
  userIds: string[]
  roleIds: string[]
  everyone: boolean
}

/** Whom a text notifies: named in it, and allowed by `allowed_mentions`. */
export function mentionsIn(
  world: World,
  channelId: string,
  authorId: string,
  draft: Pick<MessageDraft, 'content' | 'allowed_mentions'>,
): Mentions {
  const content = draft.content ?? ''
  const allowed = draft.allowed_mentions
  const parses = (kind: string): boolean => !allowed || (allowed.parse ?? []).includes(kind)
  const guild = guildOfChannel(world, channelId)
  const users = ids(content, /<@!?(\d{17,20})>/g).filter((id) => mayEnter(world, channelId, id))
  const roles = ids(content, /<@&(\d{17,20})>/g).filter((id) => guild?.roles.has(id))
  const author = guild?.members.get(authorId)
  const mayMentionAll = author !== undefined && (permissionsOf(world, author) & Bit.MentionEveryone) !== 0n
  return {
    userIds: users.filter((id) => parses('users') || allowed?.users?.includes(id)),
    roleIds: roles.filter((id) => mayMentionAll && (parses('roles') || allowed?.roles?.includes(id))),
    everyone: mayMentionAll && parses('everyone') && /@(everyone|here)\b/.test(content),
  }
}

function ids(content: string, pattern: RegExp): string[] {
  return [...new Set([...content.matchAll(pattern)].flatMap((match) => match[1] ?? []))]
}
