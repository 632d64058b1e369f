import type {
  CursorStore,
  InboundNotification,
  Invitation,
  InvitationStore,
  LeftOff,
  NotificationInbox,
  Programme,
  ProgrammeStore,
} from '@kaltura-discord/core'

export { createMemoryInvalidations } from './invalidations.ts'

/** Keeps programmes for the life of the process: for tests, and for trying things out. */
export function createMemoryProgrammeStore(): ProgrammeStore {
  const programmes = new Map<string, Programme>()
  const channels = new Map<string, LeftOff>()
  const key = (guildId: string, id: string) => JSON.stringify([guildId, id])
  return {
    async start(programme) {
      const current = programmes.get(key(programme.guildId, programme.instanceId))
      if (current) return { kind: 'joined', current }
      programmes.set(key(programme.guildId, programme.instanceId), programme)
      return { kind: 'kept' }
    },
    async find(guildId, instanceId) {
      return programmes.get(key(guildId, instanceId))
    },
    async leaveOff(leftOff) {
      const at = key(leftOff.guildId, leftOff.channelId)
      if ((channels.get(at)?.atMs ?? 0) <= leftOff.atMs) channels.set(at, { ...leftOff, queue: [...leftOff.queue] })
    },
    async leftOff(guildId, channelId) {
      return channels.get(key(guildId, channelId))
    },
  }
}

/** Keeps invitations for the life of the process: for tests, and for trying things out. */
export function createMemoryInvitationStore(): InvitationStore {
  const invitations = new Map<string, Invitation>()
  const key = (guildId: string, id: string) => JSON.stringify([guildId, id])
  const open = (guildId: string, id: string, nowMs: number) => {
    const invitation = invitations.get(key(guildId, id))
    return invitation && invitation.expiresAtMs > nowMs && invitation.usesLeft > 0 ? invitation : undefined
  }
  return {
    async create(invitation, nowMs) {
      for (const [at, { expiresAtMs }] of invitations) if (expiresAtMs <= nowMs) invitations.delete(at)
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
  }
}

/** Keeps cursors for the life of the process: for tests. */
export function createMemoryCursorStore(): CursorStore {
  const cursors = new Map<string, string>()
  return {
    read: async (connection) => cursors.get(connection),
    keep: async (connection, cursor) => void cursors.set(connection, cursor),
  }
}

interface Kept {
  id: string
  notification: InboundNotification
  attempts: number
  hiddenUntilMs: number
}

/** Keeps notifications for the life of the process: for tests. A real deployment promises its senders more than this can hold. */
export function createMemoryNotificationInbox(): NotificationInbox {
  const waiting = new Map<string, Kept>()
  const seen = new Set<string>()
  let count = 0
  return {
    async accept(notification) {
      const keys = notification.dedupeKeys.map((key) => JSON.stringify([notification.connection, key]))
      if (keys.some((key) => seen.has(key))) return { kind: 'duplicate' }
      for (const key of keys) seen.add(key)
      count += 1
      const id = `memory-${count}`
      waiting.set(id, { id, notification, attempts: 0, hiddenUntilMs: 0 })
      return { kind: 'accepted', id }
    },
    async claim({ atMs, leaseMs, limit }) {
      const due = [...waiting.values()].filter((kept) => kept.hiddenUntilMs <= atMs)
      const claimed = due.sort((a, b) => a.notification.receivedAtMs - b.notification.receivedAtMs).slice(0, limit)
      for (const kept of claimed) kept.hiddenUntilMs = atMs + leaseMs
      return claimed.map(({ id, notification, attempts }) => ({ id, notification, attempts }))
    },
    async settle(id) {
      waiting.delete(id)
    },
    async postpone(id, retryAtMs) {
      const kept = waiting.get(id)
      if (kept) Object.assign(kept, { attempts: kept.attempts + 1, hiddenUntilMs: retryAtMs })
    },
  }
}
