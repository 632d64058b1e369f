import { expect, test } from 'vitest'
import type { LinkCode, LinkCodes } from './link-codes.ts'
import { createLinking, type LinkRules } from './linking.ts'

const guildId = '1100000000000000010'
const tom = { userId: '1100000000000000021', displayName: 'Tom', roleIds: [], permissions: '0' }
const binding = { guildId, connection: 'main', scope: { tags: [], categories: [] }, controllers: [], announceChannelId: undefined }
const rules: LinkRules = { shared: false, given: () => undefined, accepts: () => true }

/** Links of one account, whose codes are `taken` so many times before one is free. */
function given({ taken = 0, given = rules.given }: { taken?: number; given?: LinkRules['given'] } = {}) {
  const world = { codes: [] as LinkCode[], linked: [] as string[], byte: 0 }
  const codes: LinkCodes = {
    async keep(code) {
      world.codes.push(code)
      return { kind: world.codes.length > taken ? 'kept' : 'collides' }
    },
    spend: async () => ({ guildId, discordUserId: tom.userId }),
  }
  const links = {
    find: async () => undefined,
    link: async ({ kalturaUserId }: { kalturaUserId: string }) => {
      world.linked.push(kalturaUserId)
      return { kind: 'linked' as const }
    },
    unlink: async () => false,
  }
  const linking = createLinking({
    access: { of: async () => ({ binding, standing: { role: 'viewer', granted: [] } }) },
    rules: () => ({ ...rules, given }),
    digest: async (text) => text,
    random: (bytes) => new Uint8Array(bytes).fill(world.byte++),
    now: () => 0,
    ...{ links, codes },
  })
  return { linking, world }
}

test('a code whose selector is another person’s is made anew, twice at the most: more is no chance', async () => {
  const twice = given({ taken: 2 })
  const always = given({ taken: 3 })

  expect(await twice.linking.begin({ guildId, member: tom })).toMatchObject({ kind: 'code', code: '2222-2222-2222' })
  await expect(always.linking.begin({ guildId, member: tom })).rejects.toThrow('keep colliding')
  expect(always.world.codes.map(({ selector }) => selector)).toEqual(['0000', '1111', '2222'])
})

test('somebody whom the operator’s table names in the meantime is linked to nobody by a code that they have still', async () => {
  const table: Record<string, string> = {}
  const { linking, world } = given({ given: (discordUserId) => table[discordUserId] })
  const begun = await linking.begin({ guildId, member: tom })
  table[tom.userId] = 'tom@uni.example'
  const code = begun.kind === 'code' ? begun.code : ''

  expect(await linking.prove({ connection: 'main', code, kalturaUserId: 'mallory', by: 'ks' })).toEqual({
    kind: 'refused',
    reason: 'link.user',
  })
  expect(world.linked).toEqual([])
})
