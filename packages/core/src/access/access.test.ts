import { describe, expect, test } from 'vitest'
import { UnavailableError } from '../errors/coded-error.ts'
import { createAccess } from './access.ts'
import { createStaticBindings } from './static-bindings.ts'

const binding = {
  guildId: '1',
  connection: 'main',
  scope: { tags: [], categories: [] },
  managers: [],
  controllers: ['31'],
  watchers: 'everyone' as const,
  announceChannelId: undefined,
}
const member = { userId: '5', displayName: 'Ada', roleIds: ['31'], permissions: '0' }
const accessWhile = (failure: Error) =>
  createAccess({
    bindings: createStaticBindings([binding]),
    grants: { held: () => Promise.reject(failure), give: () => Promise.reject(failure) },
    now: () => 0,
  })

describe('what a member is while their grants can not be read', () => {
  test('is what their roles say, and nothing on top', async () => {
    const found = await accessWhile(new UnavailableError('The database did not answer.')).of('1', member)

    expect(found?.standing).toEqual({ role: 'member', granted: [] })
  })

  test('is not guessed at when something is wrong in another way', async () => {
    await expect(accessWhile(new TypeError('a bug')).of('1', member)).rejects.toThrow('a bug')
  })
})
