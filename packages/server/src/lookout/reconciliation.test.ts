import { UnavailableError } from '@kaltura-discord/core'
import type { Reconciled, ReconcilerCursor } from '@kaltura-discord/kaltura'
import { expect, test } from 'vitest'
import { createReconciliation } from './reconciliation.ts'

const at = (updatedAtUnix: number): ReconcilerCursor => ({ updatedAtUnix, entryIds: [] })
const ready = (entryId: string) =>
  ({ kind: 'entry-ready', entryId, rootEntryId: undefined, updatedAtMs: 0, dedupeKeys: [`ready:${entryId}`] }) as const
const never = new AbortController().signal

/** A reconciler that answers with `answers`, one after the other, and a store that holds `kept`. */
function scene({ answers = [], kept, tell }: { answers?: (Reconciled | Error)[]; kept?: string; tell?: () => Promise<void> } = {}) {
  const cursors = new Map(kept === undefined ? [] : [['main', kept]])
  const asked: ReconcilerCursor[] = []
  const told: string[] = []
  let lost = 0
  const round = createReconciliation({
    connection: 'main',
    reconciler: {
      cursorAt: (atMs) => at(atMs / 1000),
      async changesSince(cursor) {
        asked.push(cursor)
        const answer = answers.shift() ?? { changes: [], cursor, more: false }
        if (answer instanceof Error) throw answer
        return answer
      },
    },
    cursors: { read: async (name) => cursors.get(name), keep: async (name, cursor) => void cursors.set(name, cursor) },
    tell: tell ?? (async (entryId, keys) => void told.push(`${entryId} ${keys}`)),
    now: () => 1_000_000,
    onLostPlace: () => {
      lost += 1
    },
  })
  return { round: () => round(never), asked, told, lost: () => lost, kept: () => cursors.get('main') }
}

test('the first round begins at now, and the next one where the last one ended', async () => {
  const { round, asked } = scene({ answers: [{ changes: [], cursor: at(1100), more: false }] })
  await round()
  await round()

  expect(asked).toEqual([at(1000), at(1100)])
})

test('goes on from what was kept, to the end, and tells what is ready', async () => {
  const updated = { kind: 'entry-updated', entryId: '0_b', status: 'processing', updatedAtMs: 0, dedupeKeys: ['x'] } as const
  const { round, asked, told, kept } = scene({
    kept: JSON.stringify(at(5)),
    answers: [
      { changes: [ready('0_a'), updated], cursor: at(6), more: true },
      { changes: [ready('0_c')], cursor: at(7), more: false },
    ],
  })
  await round()

  expect(asked).toEqual([at(5), at(6)])
  expect(told).toEqual(['0_a ready:0_a', '0_c ready:0_c'])
  expect(kept()).toBe(JSON.stringify(at(7)))
})

test('what could not be asked for or stored is asked for again', async () => {
  const away = scene({ kept: JSON.stringify(at(5)), answers: [new UnavailableError('away')] })
  await expect(away.round()).rejects.toThrow('away')
  const full = scene({
    kept: JSON.stringify(at(5)),
    answers: [{ changes: [ready('0_a')], cursor: at(6), more: false }],
    tell: async () => {
      throw new UnavailableError('full')
    },
  })
  await expect(full.round()).rejects.toThrow('full')

  expect([away.kept(), full.kept()]).toEqual([JSON.stringify(at(5)), JSON.stringify(at(5))])
})

test.each(['', '{', '[]', '{"updatedAtUnix":"5","entryIds":[]}'])(
  'a kept place that is %j is told, and reading begins at now',
  async (kept) => {
    const { round, asked, lost } = scene({ kept })
    await round()

    expect([lost(), asked]).toEqual([1, [at(1000)]])
  },
)
