import { InvalidInputError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isKalturaUserId } from './kaltura-user-id.ts'
import { createInstitutionUsers, discordUsers, usersOfTable } from './user-directory.ts'

const mara = '123456789012345678'
const tom = '223456789012345678'

describe('a directory of an institution', () => {
  test('gives the id that the institution gave', async () => {
    const users = createInstitutionUsers({ lookUp: usersOfTable({ [mara]: 'mara@uni.example' }) })

    expect(await users.kalturaUserIdOf(mara)).toBe('mara@uni.example')
    expect(await users.kalturaUserIdOf(mara)).toBe('mara@uni.example')
  })

  test('knows no stranger, unless it is told to take them as they are in Discord', async () => {
    const lookUp = () => undefined

    expect(await createInstitutionUsers({ lookUp }).kalturaUserIdOf(tom)).toBeUndefined()
    expect(await createInstitutionUsers({ lookUp, strangers: 'discord' }).kalturaUserIdOf(tom)).toBe(`discord_${tom}`)
  })

  test.each(['', '*', '0', 'müller', 'a b', 'a;*', 'a:b', `discord_${tom}`, `DISCORD_${mara}`, 'x'.repeat(321)])(
    'refuses %j rather than changing it',
    async (userId) => {
      await expect(createInstitutionUsers({ lookUp: () => userId }).kalturaUserIdOf(mara)).rejects.toThrow(InvalidInputError)
    },
  )

  test('lets nobody be taken for somebody else, whatever the case of the letters', async () => {
    const users = createInstitutionUsers({ lookUp: (id) => (id === mara ? 'Mara@uni.example' : 'mara@UNI.example') })
    await users.kalturaUserIdOf(mara)

    await expect(users.kalturaUserIdOf(tom)).rejects.toThrow('one user id to two Discord users')
  })

  test('gives legal ids only, and different people different ones', async () => {
    const property = fc.asyncProperty(fc.string(), fc.string(), async (one, another) => {
      const users = createInstitutionUsers({ lookUp: (id) => (id === mara ? one : another) })
      const ids = await Promise.all([mara, tom].map((id) => users.kalturaUserIdOf(id).catch(() => undefined)))
      const given = ids.flatMap((id) => id ?? [])

      expect(given.every(isKalturaUserId)).toBe(true)
      expect(new Set(given.map((id) => id.toLowerCase())).size).toBe(given.length)
    })
    await fc.assert(property, { seed: 3 })
  })
})

describe('a table of users', () => {
  test.each([
    ['two rows for one Kaltura user', { [mara]: 'mara', [tom]: 'MARA' }],
    ['a row of no Discord user', { mara: 'mara' }],
    ['a row of no Kaltura user', { [mara]: 'mara müller' }],
  ])('with %s is refused at once', (_, table) => {
    expect(() => usersOfTable(table)).toThrow(InvalidInputError)
  })
})

test('without an institution everybody is who they are in Discord', async () => {
  expect(await discordUsers.kalturaUserIdOf(mara)).toBe(`discord_${mara}`)
})
