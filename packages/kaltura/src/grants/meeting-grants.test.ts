import { InvalidInputError, type KsGrant } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { decodeKs } from '../ks/decode-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { leastKsOf } from './least-privileges.ts'
import { createLocalKsIssuer } from './local-ks-issuer.ts'

const partnerId = 102
const secret = 'a-secret-of-a-test'
const nowMs = 1_800_000_000_000
const minuteMs = 60_000
const person = { userId: 'discord_1', name: 'Mara Lind' }
const room = { kind: 'entry', id: '0_room' } as const
const event = { kind: 'event', id: '421' } as const

/** The KS of a grant, by an operator who wants all of them to live as long as they can. */
async function issued(grant: KsGrant) {
  const issuer = createLocalKsIssuer({ partnerId, secret, now: () => nowMs, lifetimeMs: 60 * minuteMs })
  const { ks, expiresAtMs } = await issuer.issue(grant)
  const decoded = await decodeKs(ks, { secrets: ksSecrets({ [partnerId]: secret }), now: () => nowMs })
  return { expiresAtMs, content: decoded.status === 'OK' ? decoded.content : undefined }
}

describe('a KS for a meeting', () => {
  test.each([
    [
      'the guest of a room',
      { kind: 'meeting-guest', place: room },
      'actionslimit:-1,userId:discord_1,entryId:0_room,firstName:Mara,lastName:Lind,role:viewerRole',
    ],
    [
      'the host of a room',
      { kind: 'meeting-host', place: room },
      'actionslimit:-1,userId:discord_1,entryId:0_room,firstName:Mara,lastName:Lind,role:adminRole',
    ],
    [
      'the guest of a legacy event',
      { kind: 'meeting-guest', place: event },
      'eventId:421,role:viewerRole,userContextualRole:3,firstName:Mara,lastName:Lind',
    ],
    [
      'the host of a legacy event',
      { kind: 'meeting-host', place: event },
      'eventId:421,role:adminRole,userContextualRole:0,firstName:Mara,lastName:Lind',
    ],
  ] as const)('of %s is a user KS with the documented privileges, and no others', async (_, grant, privileges) => {
    expect(await issued({ ...person, ...grant })).toMatchObject({ content: { type: 0, userId: 'discord_1', privileges } })
  })

  test('dies after ten minutes, whatever the operator wants', async () => {
    expect((await issued({ kind: 'meeting-host', place: room, ...person })).expiresAtMs).toBe(nowMs + 10 * minuteMs)
    expect((await issued({ kind: 'meeting-planner' })).expiresAtMs).toBe(nowMs + 60 * minuteMs)
  })

  test.each([
    ['an entry with a privilege behind it', { place: { kind: 'entry', id: '0_room,edit:*' } }],
    ['every entry', { place: { kind: 'entry', id: '*' } }],
    ['an event that is an entry', { place: { kind: 'event', id: '0_room' } }],
    ['anyone', { userId: '*' }],
    ['our own server, who owns the rooms', { userId: 'kaltura-discord' }],
  ] as const)('is refused for %s', (_, wrong) => {
    expect(() => leastKsOf({ kind: 'meeting-guest', place: room, ...person, ...wrong })).toThrow(InvalidInputError)
  })

  test('a user id with a comma in it adds no privilege', async () => {
    await expect(issued({ kind: 'meeting-guest', place: room, ...person, userId: 'a,role' })).rejects.toThrow(InvalidInputError)
  })
})

describe('a KS that plans meetings', () => {
  test('is an admin KS without privileges, of our server or of who is named', async () => {
    expect(await issued({ kind: 'meeting-planner' })).toMatchObject({ content: { type: 2, userId: 'kaltura-discord', privileges: '' } })
    expect(await issued({ kind: 'meeting-planner', userId: 'ada@example.org' })).toMatchObject({ content: { userId: 'ada@example.org' } })
    expect(() => leastKsOf({ kind: 'meeting-planner', userId: '*' })).toThrow(InvalidInputError)
  })
})
