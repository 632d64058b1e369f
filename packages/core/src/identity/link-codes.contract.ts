import { describe, expect, test } from 'vitest'
import type { LinkCode, LinkCodes } from './link-codes.ts'

const nowMs = 1_700_000_000_000
const code: LinkCode = {
  connection: 'main',
  selector: 'ABCD',
  digest: 'right',
  guildId: '1100000000000000010',
  discordUserId: '1100000000000000021',
  expiresAtMs: nowMs + 600_000,
  attemptsLeft: 3,
}
const owner = { guildId: code.guildId, discordUserId: code.discordUserId }

/** What "implements LinkCodes" means. `create` gives an empty store. */
export function describeLinkCodes(name: string, create: () => Promise<LinkCodes>): void {
  const holding = async (...kept: LinkCode[]) => {
    const codes = await create()
    for (const each of kept) await codes.keep(each)
    return (digest = 'right', atMs = nowMs, connection = 'main') => codes.spend(connection, 'ABCD', digest, atMs)
  }

  describe(`${name} as LinkCodes`, () => {
    test('a code says whose it is, once', async () => {
      const spend = await holding(code)

      expect(await spend()).toEqual(owner)
      expect(await spend()).toBeUndefined()
    })

    test('of five who bring one back at the same moment one is heard', async () => {
      const spend = await holding({ ...code, attemptsLeft: 9 })
      const heard = await Promise.all([1, 2, 3, 4, 5].map(() => spend()))

      expect(heard.filter((each) => each !== undefined)).toEqual([owner])
    })

    test('it is over at its time, to the millisecond', async () => {
      expect(await (await holding(code))('right', code.expiresAtMs)).toBeUndefined()
      expect(await (await holding(code))('right', code.expiresAtMs - 1)).toEqual(owner)
    })

    test('wrong tries use it up: with the last one it may still be right, after that never', async () => {
      const twice = await holding(code)
      await twice('wrong')
      await twice('wrong')
      expect(await twice()).toEqual(owner)

      const thrice = await holding(code)
      await thrice('wrong')
      await thrice('wrong')
      await thrice('wrong')
      expect(await thrice()).toBeUndefined()
    })

    test('it is of one account', async () => {
      const spend = await holding(code)

      expect(await spend('right', nowMs, 'other')).toBeUndefined()
      expect(await spend()).toEqual(owner)
    })

    test('a person has one at a time: the newer one', async () => {
      const codes = await create()
      await codes.keep(code)
      await codes.keep({ ...code, selector: 'WXYZ' })

      expect(await codes.spend('main', 'ABCD', 'right', nowMs)).toBeUndefined()
      expect(await codes.spend('main', 'WXYZ', 'right', nowMs)).toEqual(owner)
    })

    test('one that collides with another person’s changes nothing', async () => {
      const codes = await create()
      await codes.keep(code)

      expect(await codes.keep({ ...code, discordUserId: '1100000000000000023', digest: 'another' })).toEqual({ kind: 'collides' })
      expect(await codes.spend('main', 'ABCD', 'right', nowMs)).toEqual(owner)
    })
  })
}
