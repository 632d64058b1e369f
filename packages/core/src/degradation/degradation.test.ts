import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { degradations, features, featuresWithout, remotes } from './degradation.ts'

describe('featuresWithout', () => {
  test('nothing missing leaves everything', () => {
    expect(new Set(Object.values(featuresWithout([])).map(({ kind }) => kind))).toEqual(new Set(['works']))
  })

  test('one thing missing leaves what its row says', () => {
    expect(remotes.map((remote) => featuresWithout([remote]))).toEqual(remotes.map((remote) => degradations[remote]))
  })

  test('of several missing things the worst counts, in whatever order they went', () => {
    expect(featuresWithout(['rooms', 'kaltura'])).toMatchObject({ together: { kind: 'reduced' }, choose: { kind: 'off' } })
    fc.assert(
      fc.property(fc.shuffledSubarray([...remotes]), fc.constantFrom(...features), (down, feature) => {
        const kind = (set: readonly (typeof remotes)[number][]) => featuresWithout(set)[feature].kind
        expect(kind(down)).toBe(kind(down.toReversed()))
        expect(down.length === 0 || down.some((remote) => degradations[remote][feature].kind === kind(down))).toBe(true)
      }),
      { seed: 7 },
    )
  })

  test('no word of it promises what is not there', () => {
    const words = remotes
      .flatMap((remote) => features.map((feature) => degradations[remote][feature]))
      .map((cell) => ('sees' in cell ? cell.sees : ''))

    expect(words.filter((sees) => /mock|sample|demo/i.test(sees))).toEqual([])
  })
})
