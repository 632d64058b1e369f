import { UnavailableError } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { createLocalKsIssuer } from './local-ks-issuer.ts'
import { createToldKsIssuer, type KsIssue } from './told-ks-issuer.ts'

const issuer = createLocalKsIssuer({ partnerId: 101, secret: '0123456789abcdef0123456789abcdef', now: () => 0 })

test('each KS is told with what it may and until when, and without the KS and whose it is', async () => {
  const told: KsIssue[] = []
  const { issue } = createToldKsIssuer(issuer, async (each) => void told.push(each))
  await issue({ kind: 'catalogue' })
  await issue({ kind: 'viewer', entryId: '0_abc', userId: 'mara@uni.example' })
  await issue({ kind: 'meeting-planner' })
  await issue({ kind: 'meeting-guest', place: { kind: 'entry', id: '0_room' }, userId: 'mara@uni.example', name: 'Mara' })

  expect(told).toEqual([
    { grant: 'catalogue', privileges: ['list'], entryId: undefined, expiresAtMs: 900_000 },
    { grant: 'viewer', privileges: ['sview', 'setrole'], entryId: '0_abc', expiresAtMs: 900_000 },
    { grant: 'meeting-planner', privileges: [], entryId: undefined, expiresAtMs: 900_000 },
    {
      grant: 'meeting-guest',
      privileges: ['actionslimit', 'userId', 'entryId', 'firstName', 'role'],
      entryId: '0_room',
      expiresAtMs: 600_000,
    },
  ])
})

test('a KS that could not be told is given to nobody', async () => {
  const { issue } = createToldKsIssuer(issuer, () => Promise.reject(new UnavailableError('The database did not take a change.')))

  await expect(issue({ kind: 'catalogue' })).rejects.toMatchObject({ code: 'upstream.unavailable', retryable: true })
})
