import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCallback } from './interaction-callback.ts'
import { readMessageEdit, readNewMessage } from './message-draft.ts'

test('no body makes a reader throw', () => {
  const hostile = fc.letrec((tie) => ({
    component: fc.record(
      {
        type: fc.integer({ min: 0, max: 30 }),
        custom_id: fc.string(),
        components: fc.array(tie('component'), { maxLength: 2 }),
        accessory: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  }))
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        type: fc.integer({ min: 0, max: 13 }),
        data: fc.jsonValue(),
        content: fc.jsonValue(),
        components: fc.array(hostile.component),
        embeds: fc.jsonValue(),
        flags: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  )

  fc.assert(
    fc.property(body, (value) => {
      const outcomes = [readNewMessage(value), readMessageEdit(value), readCallback(value)]
      expect(outcomes.every((outcome) => outcome.kind === 'done' || outcome.refusal.status === 400)).toBe(true)
    }),
    { seed: 1, numRuns: 300 },
  )
})
