import type { KsGrant } from '@kaltura-discord/core'
import { createInstitutionUsers } from '@kaltura-discord/kaltura'
import { expect, test } from 'vitest'
import { viewerKs } from './viewer-ks.ts'

const mara = '123456789012345678'

function given() {
  const asked: KsGrant[] = []
  const issuer = {
    issue: async (grant: KsGrant) => {
      asked.push(grant)
      return { ks: 'the-ks', expiresAtMs: 1 }
    },
  }
  return { asked, issuer, users: createInstitutionUsers({ lookUp: (id) => (id === mara ? 'mara@uni.example' : undefined) }) }
}

test('a viewer gets a KS under the name that they have at their institution', async () => {
  const { asked, ...connection } = given()

  expect(await viewerKs(connection, '1_abc', mara)).toEqual({ ks: 'the-ks', expiresAtMs: 1 })
  expect(asked).toEqual([{ kind: 'viewer', entryId: '1_abc', userId: 'mara@uni.example' }])
})

test('whom the institution does not know gets none, and hears why', async () => {
  const { asked, ...connection } = given()

  await expect(viewerKs(connection, '1_abc', '223456789012345678')).rejects.toMatchObject({ status: 403, code: 'viewer.unknown' })
  expect(asked).toEqual([])
})
