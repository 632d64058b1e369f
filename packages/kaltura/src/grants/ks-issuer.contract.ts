import { InvalidInputError, type KsIssuer } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import type { DecodedKs } from '../ks/decode-ks.ts'

/** What the suite needs of an implementation: the issuer, its clock, and a way to open what it issued. */
export interface KsIssuerSubject {
  issuer: KsIssuer
  now: () => number
  decode: (ks: string) => Promise<DecodedKs>
}

const grant = { kind: 'viewer', entryId: '1_abc123de', userId: 'discord_123456789012345678' } as const

/** What "implements KsIssuer" means. `create` gives an issuer that can issue for any entry and user. */
export function describeKsIssuer(name: string, create: () => Promise<KsIssuerSubject>): void {
  describe(`${name} as a KsIssuer`, () => {
    test('a viewer gets a user KS, for that user', async () => {
      const { issuer, decode } = await create()
      const { ks } = await issuer.issue(grant)

      expect(await decode(ks)).toMatchObject({ status: 'OK', content: { type: 0, userId: grant.userId } })
    })

    test('it opens that entry and no other', async () => {
      const { issuer, decode } = await create()
      const { ks } = await issuer.issue(grant)
      const decoded = await decode(ks)

      expect(decoded.status === 'OK' && decoded.content.privilegeValues.get('sview')).toEqual([grant.entryId])
    })

    test('it can neither list, nor change, nor lift a restriction', async () => {
      const { issuer, decode } = await create()
      const { ks } = await issuer.issue(grant)
      const decoded = await decode(ks)
      const held = decoded.status === 'OK' ? [...decoded.content.privilegeValues.keys()] : ['unreadable']

      expect(held).toContain('setrole')
      expect(
        held.filter((privilege) => ['all', 'list', 'edit', 'download', 'disableentitlement', 'unreadable'].includes(privilege)),
      ).toEqual([])
    })

    test('it says truly when it ends, which is within the hour', async () => {
      const { issuer, now, decode } = await create()
      const { ks, expiresAtMs } = await issuer.issue(grant)
      const decoded = await decode(ks)

      expect(decoded.status === 'OK' && decoded.content.expiryUnix * 1000).toBe(expiresAtMs)
      expect(expiresAtMs - now()).toBeGreaterThan(30_000)
      expect(expiresAtMs - now()).toBeLessThanOrEqual(60 * 60_000)
    })

    test.each([
      ['a wildcard for an entry', { entryId: '*' }],
      ['a list of entries', { entryId: '1_abc123de/1_other123' }],
      ['an entry id with a privilege behind it', { entryId: '1_abc123de,edit:*' }],
      ['no entry', { entryId: '' }],
      ['a wildcard for a user', { userId: '*' }],
      ['a user id that shifts fields', { userId: 'a;*' }],
      ['nobody', { userId: '' }],
    ])('refuses %s', async (_, wrong) => {
      const { issuer } = await create()

      await expect(issuer.issue({ ...grant, ...wrong })).rejects.toThrow(InvalidInputError)
    })
  })
}
