import { describe, expect, test } from 'vitest'
import type { Invitation, InvitationStore } from './invitation-store.ts'

const nowMs = 1_700_000_000_000
const invitation: Invitation = {
  guildId: '1100000000000000010',
  id: 'Zm9yIHRob3NlIHdobyBhcmUgb3V0c2lkZQ',
  channelId: '1100000000000000011',
  instanceId: 'i-1-gc-1100000000000000010-1100000000000000011',
  createdBy: '1100000000000000021',
  expiresAtMs: nowMs + 1_800_000,
  usesLeft: 2,
}
const { guildId, id, createdBy } = invitation

/** What "implements InvitationStore" means. `create` gives an empty store. */
export function describeInvitationStore(name: string, create: () => Promise<InvitationStore>): void {
  const holding = async (...invitations: Invitation[]) => {
    const store = await create()
    for (const each of invitations) await store.create(each, nowMs)
    return store
  }

  describe(`${name} as an InvitationStore`, () => {
    test('an invitation is found as often as one looks', async () => {
      const store = await holding(invitation)

      expect(await store.find(guildId, id, nowMs)).toEqual(invitation)
      expect(await store.find(guildId, id, nowMs)).toEqual(invitation)
    })

    test('it lets in as many as it says, and is then unknown', async () => {
      const store = await holding(invitation)

      expect(await store.consume(guildId, id, nowMs)).toEqual({ ...invitation, usesLeft: 1 })
      expect(await store.consume(guildId, id, nowMs)).toEqual({ ...invitation, usesLeft: 0 })
      expect(await store.consume(guildId, id, nowMs)).toBeUndefined()
      expect(await store.find(guildId, id, nowMs)).toBeUndefined()
    })

    test('of those who come to its last use at the same moment, one gets in', async () => {
      const store = await holding({ ...invitation, usesLeft: 1 })
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => store.consume(guildId, id, nowMs)))

      expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1)
    })

    test('it is open until it expires, to the millisecond', async () => {
      const store = await holding(invitation)

      expect(await store.find(guildId, id, invitation.expiresAtMs - 1)).toEqual(invitation)
      expect(await store.find(guildId, id, invitation.expiresAtMs)).toBeUndefined()
      expect(await store.consume(guildId, id, invitation.expiresAtMs)).toBeUndefined()
    })

    test('another guild neither finds, uses nor takes back this one', async () => {
      const store = await holding(invitation)
      const other = '1100000000000000099'
      await store.revoke(other, id, createdBy)

      expect(await store.find(other, id, nowMs)).toBeUndefined()
      expect(await store.consume(other, id, nowMs)).toBeUndefined()
      expect(await store.find(guildId, id, nowMs)).toEqual(invitation)
    })

    test('it is taken back by whoever made it, and by nobody else', async () => {
      const store = await holding(invitation)
      await store.revoke(guildId, id, '1100000000000000022')
      expect(await store.find(guildId, id, nowMs)).toEqual(invitation)

      await store.revoke(guildId, id, createdBy)
      await store.revoke(guildId, id, createdBy)
      expect(await store.find(guildId, id, nowMs)).toBeUndefined()
      expect(await store.consume(guildId, id, nowMs)).toBeUndefined()
    })

    test('a new one leaves those that are open as they are', async () => {
      const store = await holding(invitation, { ...invitation, id: 'another', usesLeft: 7 })

      expect(await store.find(guildId, id, nowMs)).toEqual(invitation)
      expect(await store.consume(guildId, 'another', nowMs)).toMatchObject({ id: 'another', usesLeft: 6 })
    })
  })
}
