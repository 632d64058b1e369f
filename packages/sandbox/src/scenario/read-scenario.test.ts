import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleScenarios } from './examples.ts'
import { readScenario } from './read-scenario.ts'
import { type Scenario, scenarioStep } from './scenario-schema.ts'
import { stepWords } from './step-words.ts'

const good: Scenario = {
  kind: 'kaltura-discord scenario',
  version: 1,
  name: 'x',
  seed: 1,
  steps: [{ afterMs: 0, who: 'Tom', do: 'leave' }],
}
const why = (text: string) => {
  const read = readScenario(text)
  return read.kind === 'wrong' ? read.why : read.kind
}

describe('a scenario’s file', () => {
  test('is read as it was written', () => {
    expect(exampleScenarios.map((one) => readScenario(JSON.stringify(one)))).toEqual(
      exampleScenarios.map((one) => ({ kind: 'scenario', scenario: one })),
    )
  })

  test.each([
    ['{', 'The file is not JSON.'],
    ['[]', 'This is no scenario of the sandbox: "kind" has to be "kaltura-discord scenario".'],
    [JSON.stringify({ ...good, version: 2 }), 'The scenario is of version 2, made by a newer sandbox. This one reads version 1.'],
    [' '.repeat(1_000_001), 'The file is too large for a scenario.'],
  ])('that is none is refused with words for a person: %.20s', (text, words) => {
    expect(why(text)).toBe(words)
  })

  test.each([
    [{ ...good, seed: -1 }, 'seed: '],
    [{ ...good, more: 1 }, 'The scenario: '],
    [{ ...good, steps: [...good.steps, { afterMs: 0, do: 'jump' }] }, 'Step 2, do: '],
    [{ ...good, steps: [{ afterMs: -5, who: 'Tom', do: 'leave' }] }, 'Step 1, afterMs: '],
    [{ ...good, steps: [{ afterMs: 0, who: 'Zoe', do: 'leave' }] }, 'Step 1, who: '],
    [{ ...good, steps: [{ afterMs: 0, do: 'fault', fault: { place: 'moon', kind: 'cut' } }] }, 'Step 1, fault, place: '],
    [{ ...good, steps: Array.from({ length: 501 }, () => good.steps[0]) }, 'steps: '],
  ])('with something wrong in it says where (%#)', (wrong, start) => {
    expect(why(JSON.stringify(wrong)).slice(0, start.length)).toBe(start)
  })

  test('is read or refused, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((steps) => JSON.stringify({ ...good, steps })),
        ),
        (text) => {
          expect(['scenario', 'wrong']).toContain(readScenario(text).kind)
        },
      ),
      { seed: 8, numRuns: 300 },
    )
  })

  test('has words for each kind of step', () => {
    const known = scenarioStep.options.map((option) => option.shape.do.value)
    const used = exampleScenarios.flatMap(({ steps }) => steps)

    expect(new Set(used.map(stepWords)).size).toBeGreaterThan(8)
    expect(known).toHaveLength(11)
  })
})
