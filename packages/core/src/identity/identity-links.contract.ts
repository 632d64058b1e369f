import { describe, expect, test } from 'vitest'
import type { IdentityLink, IdentityLinks } from './identity-links.ts'

const tom: IdentityLink = {
  connection: 'main',
  discordUserId: '1100000000000000021',
  kalturaUserId: 'Tom@uni.example',
  proof: 'directory',
  atMs: 1_700_000_000_000,
}
const pia = { ...tom, discordUserId: '1100000000000000023' }
const sole = { shared: false }

/** What "implements IdentityLinks" means. `create` gives an empty store. */
export function describeIdentityLinks(name: string, create: () => Promise<IdentityLinks>): void {
  describe(`${name} as IdentityLinks`, () => {
    test('a link is found in its account and in no other', async () => {
      const links = await create()

      expect(await links.link(tom, sole)).toEqual({ kind: 'linked' })
      expect(await links.find('main', tom.discordUserId)).toEqual(tom)
      expect(await links.find('other', tom.discordUserId)).toBeUndefined()
    })

    test('a Kaltura user is one Discord user, in whatever case, and who comes second changes nothing', async () => {
      const links = await create()
      await links.link(tom, sole)
      await links.link({ ...pia, kalturaUserId: 'pia' }, sole)

      expect(await links.link({ ...pia, kalturaUserId: 'tom@UNI.example' }, sole)).toEqual({ kind: 'taken' })
      expect((await links.find('main', pia.discordUserId))?.kalturaUserId).toBe('pia')
      expect(await links.link({ ...pia, connection: 'other' }, sole)).toEqual({ kind: 'linked' })
    })

    test('of two who link at the same moment one does', async () => {
      const links = await create()
      const outcomes = await Promise.all([links.link(tom, sole), links.link(pia, sole)])

      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['linked', 'taken'])
    })

    test('where the operator lets people share, both are linked, and who came so is still in the way where they may not', async () => {
      const links = await create()

      expect(await links.link(tom, { shared: true })).toEqual({ kind: 'linked' })
      expect(await links.link(pia, { shared: true })).toEqual({ kind: 'linked' })
      expect(await links.link({ ...tom, discordUserId: '1100000000000000024' }, sole)).toEqual({ kind: 'taken' })
    })

    test('a new link takes the place of the old one, whose Kaltura user is free again', async () => {
      const links = await create()
      await links.link(tom, sole)
      await links.link({ ...tom, kalturaUserId: 'tom-2', proof: 'ks', atMs: tom.atMs + 1 }, sole)

      expect(await links.find('main', tom.discordUserId)).toEqual({ ...tom, kalturaUserId: 'tom-2', proof: 'ks', atMs: tom.atMs + 1 })
      expect(await links.link(pia, sole)).toEqual({ kind: 'linked' })
    })

    test('a link can be made again, and taken away once', async () => {
      const links = await create()
      await links.link(tom, sole)
      await links.link(tom, sole)

      expect(await links.unlink('other', tom.discordUserId)).toBe(false)
      expect(await links.unlink('main', tom.discordUserId)).toBe(true)
      expect(await links.unlink('main', tom.discordUserId)).toBe(false)
      expect(await links.find('main', tom.discordUserId)).toBeUndefined()
      expect(await links.link(pia, sole)).toEqual({ kind: 'linked' })
    })
  })
}
