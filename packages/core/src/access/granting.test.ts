import { describe, expect, test } from 'vitest'
import { createAccess } from './access.ts'
import type { Grant } from './grant-store.ts'
import { createGranting, longestGrantMs } from './granting.ts'
import { may } from './policy.ts'
import { createStaticBindings } from './static-bindings.ts'

const binding = { guildId: '1', connection: 'main', scope: { tags: ['x'], categories: [] }, controllers: [], announceChannelId: undefined }
const pia = { userId: '23', displayName: 'Pia', roleIds: [], permissions: '0' }
const manager = { ...pia, userId: '22', permissions: '8' }

function scene() {
  const clock = { nowMs: 1000 }
  const given: Grant[] = []
  const now = () => clock.nowMs
  const grants = {
    give: async (grant: Grant) => void given.push(grant),
    held: async (_: string, userId: string, nowMs: number) => given.filter((grant) => grant.userId === userId && grant.untilMs > nowMs),
  }
  const access = createAccess({ bindings: createStaticBindings([binding]), grants, now })
  const standing = async () => (await access.of('1', pia))?.standing ?? { role: 'outsider' as const, granted: [] }
  return {
    clock,
    given,
    grant: createGranting({ access, grants, now, newId: () => 'g1' }),
    start: async () => may('start', await standing()),
  }
}
const request = { guildId: '1', by: manager, userId: '23', action: 'start', untilMs: 5000 } as const

describe('a grant', () => {
  test('by a manager lets somebody do one thing until its time, to the millisecond', async () => {
    const { clock, grant, start } = scene()
    expect(await grant(request)).toEqual({ kind: 'granted' })

    clock.nowMs = 4999
    expect(await start()).toEqual({ kind: 'allowed', by: 'grant' })
    clock.nowMs = 5000
    expect(await start()).toEqual({ kind: 'refused', reason: 'member-may-not-start' })
  })

  test('is given by no other member, in no guild that nobody bound, and for 90 days at most', async () => {
    const { grant, given } = scene()
    const untilMs = 1000 + longestGrantMs

    expect(await grant({ ...request, by: pia, userId: '23' })).toEqual({ kind: 'refused', reason: 'member-may-not-grant' })
    expect(await grant({ ...request, guildId: '2' })).toEqual({ kind: 'refused', reason: 'guild-unbound' })
    expect(await grant({ ...request, untilMs: untilMs + 1 })).toEqual({ kind: 'refused', reason: 'grant.too-long' })
    expect(given).toEqual([])
    expect(await grant({ ...request, untilMs })).toEqual({ kind: 'granted' })
  })

  test('is taken back by one that is over', async () => {
    const { grant, given } = scene()

    expect(await grant({ ...request, untilMs: 1000 })).toEqual({ kind: 'ended' })
    expect(given).toMatchObject([{ untilMs: 1000, givenBy: '22', atMs: 1000 }])
  })
})
