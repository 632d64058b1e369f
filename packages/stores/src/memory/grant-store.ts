import { type EventLog, type Grant, type GrantStore, grantGiven } from '@kaltura-discord/core'
import { changeWhere, type Forgetful, removeWhere } from './forgetful.ts'

/** Keeps grants for the life of the process: for tests, and for trying things out. */
export function createMemoryGrantStore(events: EventLog): GrantStore & Forgetful {
  const grants = new Map<string, Grant>()
  return {
    async give(grant, change) {
      const at = JSON.stringify([grant.guildId, grant.userId, grant.action])
      if ((grants.get(at)?.atMs ?? 0) > grant.atMs) return
      grants.set(at, grant)
      await events.publish([grantGiven(grant, change)])
    },
    held: async (guildId, userId, nowMs) =>
      [...grants.values()].filter((grant) => grant.guildId === guildId && grant.userId === userId && grant.untilMs > nowMs),
    forgetUser: (userId) =>
      removeWhere(grants, (grant) => grant.userId === userId) +
      changeWhere(
        grants,
        (grant) => grant.givenBy === userId,
        (grant) => ({ ...grant, givenBy: '' }),
      ),
    sweep: (nowMs, forMs) => removeWhere(grants, ({ untilMs }) => untilMs <= nowMs - forMs.grant),
  }
}
