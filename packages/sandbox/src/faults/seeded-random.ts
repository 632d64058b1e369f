/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A seed of its own for the `index`th of several generators of one seed, so that none disturbs another. */
export function seedOf(seed: number, index: number): number {
  return Math.floor(seededRandom((seed ^ Math.imul(index, 0x9e3779b1)) >>> 0)() * 2 ** 32)
}
