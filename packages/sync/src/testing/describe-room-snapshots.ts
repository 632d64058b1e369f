import { describe, expect, test } from 'vitest'
import type { RoomSnapshots } from '../room-store/room-snapshots.ts'

/** Run against every {@link RoomSnapshots}. `create` gives an empty one; `reopen` is what the next process sees. */
export function describeRoomSnapshots(
  name: string,
  create: () => Promise<{ snapshots: RoomSnapshots; reopen: () => Promise<RoomSnapshots> }>,
): void {
  describe(`${name} as RoomSnapshots`, () => {
    test('[SN1] what was saved last is there for the next process, and nothing else', async () => {
      const { snapshots, reopen } = await create()
      await snapshots.save('lobby', { document: '{"seq":1}', atMs: 1_800_000_000_000.25 })
      await snapshots.save('lobby', { document: '{"name":"Ł 🎬"}', atMs: 1_800_000_000_001.5 })
      const next = await reopen()

      expect(await next.load('lobby')).toEqual({ document: '{"name":"Ł 🎬"}', atMs: 1_800_000_000_001.5 })
      expect(await next.load('elsewhere')).toBeUndefined()
    })

    test('[SN2] rooms do not see each other, however odd their ids', async () => {
      const { snapshots } = await create()
      const ids = ['lobby', 'LOBBY', "lob'by", 'löbby', 'a b\n', '__proto__', '%', '']
      await Promise.all(ids.map((id, index) => snapshots.save(id, { document: `${index}`, atMs: 1 })))
      const loaded = await Promise.all(ids.map((id) => snapshots.load(id)))

      expect(loaded.map((copy) => copy?.document)).toEqual(ids.map((_, index) => `${index}`))
    })

    test('[SN3] what was saved before an instant can be forgotten', async () => {
      const { snapshots } = await create()
      await snapshots.save('old', { document: 'old', atMs: 999.5 })
      await snapshots.save('new', { document: 'new', atMs: 1000 })
      await snapshots.forget(1000)

      expect([await snapshots.load('old'), await snapshots.load('new')]).toEqual([undefined, { document: 'new', atMs: 1000 }])
    })
  })
}
