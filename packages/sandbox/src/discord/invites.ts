import { PermissionFlagsBits as Bit, InviteTargetType as Target } from 'discord-api-types/v10'
import { applicationJson } from './application-json.ts'
import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { noFlags, timestamp } from './json.ts'
import type { InviteJson, InviteMetadataJson } from './newer-than-api-types.ts'
import { userJson } from './people-json.ts'
import { isAllowed } from './permissions.ts'
import { done, type Outcome, refused, tooManyInvites, unknownInvite } from './refusal.ts'
import type { RandomToken } from './secrets.ts'
import type { GuildChannel, World, WorldStore } from './world.ts'

/** A code that leads into a channel, or straight into the activity there. */
export interface Invite {
  code: string
  guildId: string
  channelId: string
  inviterId: string
  /** 0: for ever. */
  maxAgeS: number
  /** 0: as often as one likes. */
  maxUses: number
  uses: number
  temporary: boolean
  /** Whether it opens the application's activity. Discord's other target, somebody's stream, isn't offered: nobody streams here. */
  opensActivity: boolean
  createdAtMs: number
}

type InviteDraft = Pick<Invite, 'maxAgeS' | 'maxUses' | 'temporary' | 'opensActivity'> & { unique: boolean }

export interface Invites {
  /** Gives a like one that is still good, unless the draft asks for one of its own. */
  create(channel: GuildChannel, inviterId: string, draft: InviteDraft): Outcome<Invite>
  find(code: string): Outcome<Invite>
  list(where: { guildId: string } | { channelId: string }): Invite[]
  remove(invite: Invite): void
  /** Counts one use; the last one that was allowed ends it. */
  use(invite: Invite): void
}

const mostInvites = 1_000

export function createInvites(options: { store: WorldStore; clock: Clock; random: RandomToken; dispatch: Dispatch }): Invites {
  const { store, clock, random, dispatch } = options
  const { world } = store
  const isGood = (invite: Invite): boolean => invite.maxAgeS === 0 || clock.now() < expiryOf(invite)
  const all = (): Invite[] => [...world.invites.values()].filter(isGood)
  const forget = (invite: Invite): void => {
    store.change(() => world.invites.delete(invite.code))
    dispatch('INVITE_DELETE', { channel_id: invite.channelId, guild_id: invite.guildId, code: invite.code }, invite.guildId)
  }

  return {
    create(channel, inviterId, { unique, ...draft }) {
      const like = all().find(
        (one) =>
          one.channelId === channel.id &&
          one.inviterId === inviterId &&
          one.maxAgeS === draft.maxAgeS &&
          one.maxUses === draft.maxUses &&
          one.temporary === draft.temporary &&
          one.opensActivity === draft.opensActivity,
      )
      if (like && !unique) return done(like)
      if (all().filter(({ guildId }) => guildId === channel.guildId).length >= mostInvites) return refused(tooManyInvites)
      const code = random(9).replace(/[-_]/g, 'x').slice(0, 10)
      const invite: Invite = {
        ...draft,
        code,
        guildId: channel.guildId,
        channelId: channel.id,
        inviterId,
        uses: 0,
        createdAtMs: clock.now(),
      }
      store.change(() => world.invites.set(code, invite))
      const { guild: _guild, channel: _channel, ...told } = inviteJson(world, invite)
      dispatch(
        'INVITE_CREATE',
        { ...told, ...inviteMetadataJson(invite), uses: 0, channel_id: channel.id, guild_id: channel.guildId },
        channel.guildId,
      )
      return done(invite)
    },
    find(code) {
      const invite = world.invites.get(code)
      return invite && isGood(invite) ? done(invite) : refused(unknownInvite)
    },
    list: (where) =>
      all().filter((invite) => ('guildId' in where ? invite.guildId === where.guildId : invite.channelId === where.channelId)),
    remove: forget,
    use(invite) {
      const used = { ...invite, uses: invite.uses + 1 }
      if (used.maxUses !== 0 && used.uses >= used.maxUses) forget(used)
      else store.change(() => world.invites.set(used.code, used))
    },
  }
}

/** Whether someone may take an invite back: who manages the channel, or the guild. */
export function mayRemoveInvite(world: World, userId: string, { channelId }: Invite): boolean {
  return isAllowed(world, channelId, userId, Bit.ManageChannels) || isAllowed(world, channelId, userId, Bit.ManageGuild)
}

function expiryOf({ createdAtMs, maxAgeS }: Invite): number {
  return createdAtMs + maxAgeS * 1_000
}

export function inviteJson(world: World, invite: Invite, withCounts = false): InviteJson {
  const guild = world.guilds.get(invite.guildId)
  const channel = world.channels.get(invite.channelId)
  const inviter = world.users.get(invite.inviterId)
  return {
    type: 0,
    code: invite.code,
    expires_at: invite.maxAgeS === 0 ? null : timestamp(expiryOf(invite)),
    guild_id: invite.guildId,
    guild: {
      id: invite.guildId,
      name: guild?.name ?? '',
      splash: null,
      banner: null,
      description: null,
      icon: null,
      features: [],
      verification_level: 0,
      vanity_url_code: null,
      nsfw_level: 0,
      nsfw: false,
      premium_subscription_count: 0,
    },
    channel: { id: invite.channelId, type: channel?.type ?? 0, name: channel?.kind === 'guild' ? channel.name : null },
    ...(inviter ? { inviter: userJson(inviter) } : {}),
    flags: noFlags,
    ...(invite.opensActivity ? { target_type: Target.EmbeddedApplication, target_application: applicationJson(world, '') } : {}),
    ...(withCounts ? { approximate_member_count: guild?.members.size ?? 0, approximate_presence_count: world.botOnline ? 1 : 0 } : {}),
  }
}

/** What only those learn who may manage the channel. */
export function inviteMetadataJson({ uses, maxUses, maxAgeS, temporary, createdAtMs }: Invite): InviteMetadataJson {
  return { uses, max_uses: maxUses, max_age: maxAgeS, temporary, created_at: timestamp(createdAtMs) }
}
