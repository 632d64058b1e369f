import { describe, expect, test } from 'vitest'
import type { GrantStore } from '../access/grant-store.ts'
import type { NotificationInbox } from '../notifications/notification-inbox.ts'
import type { InvitationStore } from '../watch/invitation-store.ts'
import type { ProgrammeStore } from '../watch/programme-store.ts'
import { keptForMs } from './kept-for.ts'
import type { PersonalData } from './personal-data.ts'

/** Empty stores that belong together. */
export interface PersonalDataSubject {
  personalData: PersonalData
  programmes: ProgrammeStore
  invitations: InvitationStore
  inbox: NotificationInbox
  grants: GrantStore
}

const guildId = '1100000000000000010'
const channelId = '1100000000000000011'
const tom = '1100000000000000021'
const pia = '1100000000000000023'
const atMs = 1_700_000_000_000
const programme = { guildId, channelId, instanceId: 'i-1', entryId: '0_a', startedBy: tom, atMs }
const invitation = { guildId, channelId, instanceId: 'i-1', id: 'tom', createdBy: tom, expiresAtMs: atMs + 1000, usesLeft: 1 }
const grant = { guildId, userId: tom, action: 'start', untilMs: atMs + 1000, givenBy: pia, atMs } as const
const notification = {
  connection: 'main',
  dedupeKeys: ['job:7'],
  subject: { kind: 'entry-ready', entryId: '0_a' },
  receivedAtMs: atMs,
} as const

/** What "implements PersonalData" means. */
export function describePersonalData(name: string, create: () => Promise<PersonalDataSubject>): void {
  describe(`${name} as PersonalData`, () => {
    test('somebody who is forgotten is named nowhere any more, and others are as they were', async () => {
      const { personalData, programmes, invitations, grants } = await create()
      await programmes.start(programme)
      await invitations.create(invitation, atMs)
      await invitations.create({ ...invitation, id: 'pia', createdBy: pia }, atMs)
      await grants.give(grant)
      await grants.give({ ...grant, userId: pia, givenBy: tom })

      expect(await personalData.forgetUser(tom)).toBe(4)
      expect(await programmes.find(guildId, 'i-1')).toEqual({ ...programme, startedBy: '' })
      expect(await invitations.find(guildId, 'tom', atMs)).toBeUndefined()
      expect(await invitations.find(guildId, 'pia', atMs)).toBeDefined()
      expect(await grants.held(guildId, tom, atMs)).toEqual([])
      expect(await grants.held(guildId, pia, atMs)).toEqual([{ ...grant, userId: pia, givenBy: '' }])
    })

    test('who was forgotten, or never known, can be forgotten again', async () => {
      const { personalData, grants } = await create()
      await grants.give(grant)
      await personalData.forgetUser(tom)

      expect(await personalData.forgetUser(tom)).toBe(0)
      expect(await personalData.forgetUser("' or '1'='1")).toBe(0)
      expect(await grants.held(guildId, tom, atMs)).toEqual([])
    })

    test('a sweep leaves everything that is not too old, to the millisecond', async () => {
      const { personalData, programmes } = await create()
      await programmes.start(programme)
      await programmes.leaveOff({ guildId, channelId, instanceId: 'i-1', entryId: '0_a', positionS: 5, queue: [], atMs })

      expect(await personalData.sweep(atMs + keptForMs.programme - 1)).toBe(0)
      expect(await personalData.sweep(atMs + keptForMs.programme)).toBe(1)
      expect(await programmes.find(guildId, 'i-1')).toBeUndefined()
      expect(await programmes.leftOff(guildId, channelId)).toBeDefined()
      expect(await personalData.sweep(atMs + keptForMs.leftOff)).toBe(1)
      expect(await programmes.leftOff(guildId, channelId)).toBeUndefined()
    })

    test('invitations and grants go when they are over for long enough', async () => {
      const { personalData, invitations, grants } = await create()
      await invitations.create(invitation, atMs)
      await grants.give(grant)

      expect(await personalData.sweep(invitation.expiresAtMs + keptForMs.invitation)).toBe(1)
      expect(await personalData.sweep(grant.untilMs + keptForMs.grant)).toBe(1)
    })

    test('a notification that still waits is never swept; one that is settled goes, and what it was known by with it', async () => {
      const { personalData, inbox } = await create()
      const { id = '' } = { id: '', ...(await inbox.accept(notification)) }
      const late = atMs + keptForMs.notification
      await personalData.sweep(late)

      expect(await inbox.claim({ atMs: late, leaseMs: 1, limit: 5 })).toHaveLength(1)
      await inbox.settle(id, 'sent')
      await personalData.sweep(late)
      expect(await inbox.accept(notification)).toMatchObject({ kind: 'accepted' })
    })
  })
}
