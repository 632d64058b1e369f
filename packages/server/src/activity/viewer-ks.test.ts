import { type KsGrant, UnavailableError } from '@kaltura-discord/core'
import { createInstitutionUsers } from '@kaltura-discord/kaltura'
import { expect, test } from 'vitest'
import { viewerKs } from './viewer-ks.ts'

const mara = '123456789012345678'
const request = { guildId: '1100000000000000010', userId: mara, entryId: '1_abc' }

function given() {
  const asked: KsGrant[] = []
  const told: object[] = []
  const issuer = {
    issue: async (grant: KsGrant) => {
      asked.push(grant)
      return { ks: 'the-ks', expiresAtMs: 1 }
    },
  }
  const users = createInstitutionUsers({ lookUp: (id) => (id === mara ? 'mara@uni.example' : undefined) })
  return { asked, told, connection: { name: 'main', issuer, users }, tell: async (event: object) => void told.push(event) }
}

test('a viewer gets a KS under the name that they have at their institution', async () => {
  const { asked, connection, tell } = given()

  expect(await viewerKs(connection, request, tell)).toEqual({ ks: 'the-ks', expiresAtMs: 1 })
  expect(asked).toEqual([{ kind: 'viewer', entryId: '1_abc', userId: 'mara@uni.example' }])
})

test('each KS is told, with whom and what it is for, and without the KS', async () => {
  const { told, connection, tell } = given()
  await viewerKs(connection, request, tell)

  expect(told).toEqual([
    {
      type: 'ks.issued',
      guildId: '1100000000000000010',
      actor: { kind: 'user', id: mara },
      data: {
        connection: 'main',
        purpose: 'playback',
        grant: 'viewer',
        privileges: ['sview', 'setrole'],
        entryId: '1_abc',
        kalturaUserId: 'mara@uni.example',
        expiresAtMs: 1,
      },
    },
  ])
})

test('nobody is given a KS that could not be told', async () => {
  const { connection } = given()
  const away = () => Promise.reject(new UnavailableError('The database did not take a change.'))

  await expect(viewerKs(connection, request, away)).rejects.toMatchObject({ code: 'upstream.unavailable', retryable: true })
})

test('whom the institution does not know gets none, and hears why', async () => {
  const { asked, told, connection, tell } = given()

  await expect(viewerKs(connection, { ...request, userId: '223456789012345678' }, tell)).rejects.toMatchObject({
    status: 403,
    code: 'viewer.unknown',
  })
  expect([...asked, ...told]).toEqual([])
})
