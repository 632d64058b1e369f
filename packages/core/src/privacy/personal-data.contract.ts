import { describe, expect, test } from 'vitest'
import type { GrantStore } from '../access/grant-store.ts'
import type { GuildConfigStore } from '../config/guild/guild-config-store.ts'
import { domainEvent } from '../events/domain-event.ts'
import type { EventLog } from '../events/event-log.ts'
import type { DeliveryOutbox } from '../notifications/delivery-outbox.ts'
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
  outbox: DeliveryOutbox
  grants: GrantStore
  events: EventLog
  guildConfigs: GuildConfigStore
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
const used = (id: string, userId: string) =>
  domainEvent({
    ...{ id, type: 'command.used', guildId, atMs, actor: { kind: 'user', id: userId } },
    data: { command: 'watch.offer', outcome: 'offered' },
  })

/** What "implements PersonalData" means. */
export function describePersonalData(name: string, create: () => Promise<PersonalDataSubject>): void {
  describe(`${name} as PersonalData`, () => {
    test('somebody who is forgotten is named nowhere any more, and others are as they were', async () => {
      const { personalData, programmes, invitations, grants, guildConfigs } = await create()
      await programmes.start(programme)
      await invitations.create(invitation, atMs)
      await invitations.create({ ...invitation, id: 'pia', createdBy: pia }, atMs)
      await grants.give(grant, 'g1')
      await grants.give({ ...grant, userId: pia, givenBy: tom }, 'g2')
      await guildConfigs.append({ guildId, version: 1, document: '{}', changedBy: tom, atMs })
      await guildConfigs.append({ guildId, version: 2, document: '{}', changedBy: pia, atMs })

      // Five rows of the stores, and the events of four changes.
      expect(await personalData.forgetUser(tom)).toBe(9)
      expect(await programmes.find(guildId, 'i-1')).toEqual({ ...programme, startedBy: '' })
      expect(await invitations.find(guildId, 'tom', atMs)).toBeUndefined()
      expect(await invitations.find(guildId, 'pia', atMs)).toBeDefined()
      expect(await grants.held(guildId, tom, atMs)).toEqual([])
      expect(await grants.held(guildId, pia, atMs)).toEqual([{ ...grant, userId: pia, givenBy: '' }])
      expect((await guildConfigs.history(guildId, { limit: 5 })).map(({ changedBy }) => changedBy)).toEqual([pia, ''])
    })

    test('who was forgotten, or never known, can be forgotten again', async () => {
      const { personalData, grants } = await create()
      await grants.give(grant, 'g1')
      await personalData.forgetUser(tom)

      expect(await personalData.forgetUser(tom)).toBe(0)
      expect(await personalData.forgetUser("' or '1'='1")).toBe(0)
      expect(await grants.held(guildId, tom, atMs)).toEqual([])
    })

    test('a sweep leaves everything that is not too old, to the millisecond', async () => {
      const { personalData, programmes } = await create()
      await programmes.start(programme)
      await personalData.forgetUser(tom) // the event of it
      await programmes.leaveOff({ guildId, channelId, instanceId: 'i-1', entryId: '0_a', positionS: 5, queue: [], atMs })

      expect(await personalData.sweep(atMs + keptForMs.programme - 1)).toBe(0)
      expect(await personalData.sweep(atMs + keptForMs.programme)).toBe(1)
      expect(await programmes.find(guildId, 'i-1')).toBeUndefined()
      expect(await programmes.leftOff(guildId, channelId)).toBeDefined()
      expect(await personalData.sweep(atMs + keptForMs.leftOff)).toBe(1)
      expect(await programmes.leftOff(guildId, channelId)).toBeUndefined()
    })

    test('a sweep goes by what an operator says of how long each is kept', async () => {
      const { personalData, programmes, inbox } = await create()
      const forMs = { ...keptForMs, programme: 2_000, event: 1_000, notification: 5_000 }
      await programmes.start(programme)
      await inbox.accept(notification)
      for (const each of await inbox.claim({ atMs, leaseMs: 1, limit: 5 })) await inbox.plan(each, [])

      expect(await personalData.sweep(atMs + 1_000, forMs)).toBe(1) // the event of the launch
      expect(await programmes.find(guildId, 'i-1')).toBeDefined()
      expect(await personalData.sweep(atMs + 2_000, forMs)).toBe(1)
      expect(await programmes.find(guildId, 'i-1')).toBeUndefined()
      expect(await personalData.sweep(atMs + 4_999, forMs)).toBe(0)
      expect(await inbox.accept(notification)).toEqual({ kind: 'duplicate' })
      expect(await personalData.sweep(atMs + 5_000, forMs)).toBeGreaterThan(0)
      expect(await inbox.accept(notification)).toMatchObject({ kind: 'accepted' })
    })

    test('invitations and grants go when they are over for long enough', async () => {
      const { personalData, invitations, grants } = await create()
      await invitations.create(invitation, atMs)
      await grants.give(grant, 'g1')

      expect(await personalData.sweep(invitation.expiresAtMs + keptForMs.invitation)).toBe(1)
      expect(await personalData.sweep(atMs + keptForMs.event)).toBe(1) // that the grant was given
      expect(await personalData.sweep(grant.untilMs + keptForMs.grant)).toBe(1)
    })

    test('what somebody did is no event any more when they are forgotten, or it is old, and its position is never used again', async () => {
      const { personalData, events } = await create()
      await events.publish([used('one', pia), used('two', tom), used('three', tom)])

      expect(await personalData.forgetUser(tom)).toBe(2)
      await events.publish([used('four', pia)])
      expect((await events.read({ after: 0, limit: 10 })).map(({ id, position }) => `${position} ${id}`)).toEqual(['1 one', '4 four'])
      expect(await personalData.sweep(atMs + keptForMs.event)).toBe(2)
      await events.publish([used('five', pia)])
      expect((await events.read({ after: 0, limit: 10 })).map(({ position }) => position)).toEqual([5])
    })

    test('a notification that still waits is never swept; one that is settled goes, and what it was known by with it', async () => {
      const { personalData, inbox } = await create()
      await inbox.accept(notification)
      const late = atMs + keptForMs.notification
      await personalData.sweep(late)

      const claimed = await inbox.claim({ atMs: late, leaseMs: 1, limit: 5 })
      for (const each of claimed) await inbox.plan(each, [])
      expect(claimed).toHaveLength(1)
      await personalData.sweep(late)
      expect(await inbox.accept(notification)).toMatchObject({ kind: 'accepted' })
    })

    test('[A12] what came in is known again for seven days and more, however often there is a sweep', async () => {
      const { personalData, inbox } = await create()
      await inbox.accept(notification)
      for (const each of await inbox.claim({ atMs, leaseMs: 1, limit: 5 })) await inbox.plan(each, [])
      for (const days of [1, 6, 7, 8]) await personalData.sweep(atMs + days * 24 * 3_600_000)

      expect(await inbox.accept(notification)).toEqual({ kind: 'duplicate' })
    })

    test('a delivery and a card go when they are over for long enough; what waits does not', async () => {
      const { personalData, inbox, outbox } = await create()
      const delivery = { guildId, id: 'd-0', channelId, subject: '0_a', event: 'entry-ready', content: '{}' } as const
      await inbox.accept(notification)
      for (const each of await inbox.claim({ atMs, leaseMs: 1, limit: 5 })) await inbox.plan(each, [delivery, { ...delivery, id: 'd-1' }])
      const card = { id: 'card', messageId: '500', content: '{}' }
      for (const each of await outbox.claim({ atMs, leaseMs: 1, limit: 5 }))
        await outbox.settle(each, { kind: 'sent', messageId: '500', card }, atMs)
      await personalData.sweep(atMs + keptForMs.delivery - 1)
      const kept = await outbox.list(guildId, { limit: 5 })
      await personalData.sweep(atMs + keptForMs.delivery)

      expect(kept.map(({ id }) => id)).toEqual(['d-1', 'd-0'])
      expect((await outbox.list(guildId, { limit: 5 })).map(({ id }) => id)).toEqual(['d-1'])
      expect(await outbox.cards(guildId, channelId, '0_a')).toEqual([])
    })
  })
}
