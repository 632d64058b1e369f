import type { Invitation, InvitationStore } from '@kaltura-discord/core'
import { type Forgetful, removeWhere } from './forgetful.ts'

/** Keeps invitations for the life of the process: for tests, and for trying things out. */
export function createMemoryInvitationStore(): InvitationStore & Forgetful {
  const invitations = new Map<string, Invitation>()
  const key = (guildId: string, id: string) => JSON.stringify([guildId, id])
  const open = (guildId: string, id: string, nowMs: number) => {
    const invitation = invitations.get(key(guildId, id))
    return invitation && invitation.expiresAtMs > nowMs && invitation.usesLeft > 0 ? invitation : undefined
  }
  return {
    async create(invitation, nowMs) {
      removeWhere(invitations, ({ expiresAtMs }) => expiresAtMs <= nowMs)
      invitations.set(key(invitation.guildId, invitation.id), invitation)
    },
    find: async (guildId, id, nowMs) => open(guildId, id, nowMs),
    async consume(guildId, id, nowMs) {
      const invitation = open(guildId, id, nowMs)
      if (!invitation) return undefined
      const used = { ...invitation, usesLeft: invitation.usesLeft - 1 }
      invitations.set(key(guildId, id), used)
      return used
    },
    async revoke(guildId, id, createdBy) {
      if (invitations.get(key(guildId, id))?.createdBy === createdBy) invitations.delete(key(guildId, id))
    },
    forgetUser: (userId) => removeWhere(invitations, ({ createdBy }) => createdBy === userId),
    sweep: (nowMs, forMs) => removeWhere(invitations, ({ expiresAtMs }) => expiresAtMs <= nowMs - forMs.invitation),
  }
}
