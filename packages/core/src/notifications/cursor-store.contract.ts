import { describe, expect, test } from 'vitest'
import type { CursorStore } from './cursor-store.ts'

/** What "implements CursorStore" means. `create` gives an empty store. */
export function describeCursorStore(name: string, create: () => Promise<CursorStore>): void {
  describe(`${name} as a CursorStore`, () => {
    test('knows no cursor before one was kept', async () => {
      expect(await (await create()).read('main')).toBeUndefined()
    })

    test('gives back what was kept last', async () => {
      const cursors = await create()
      await cursors.keep('main', 'earlier')
      await cursors.keep('main', '{"later":"ü"}')

      expect(await cursors.read('main')).toBe('{"later":"ü"}')
    })

    test('keeps one for each connection', async () => {
      const cursors = await create()
      await cursors.keep('main', 'here')

      expect(await cursors.read('other')).toBeUndefined()
    })
  })
}
