/** Percentiles of very many numbers from 0 on, in steps of a tenth up to 20 s. */
export interface Tally {
  add(value: number): void
  merge(other: Tally): void
  readonly bins: Uint32Array
  readonly size: number
  at(share: number): number
}

const [step, bins] = [0.1, 200_000]

export function createTally(): Tally {
  const counts = new Uint32Array(bins)
  let size = 0
  return {
    add(value) {
      const bin = Math.min(bins - 1, Math.floor(value / step))
      counts[bin] = (counts[bin] ?? 0) + 1
      size += 1
    },
    merge(other) {
      for (const [bin, count] of other.bins.entries()) if (count > 0) counts[bin] = (counts[bin] ?? 0) + count
      size += other.size
    },
    bins: counts,
    get size() {
      return size
    },
    at(share) {
      let left = share * size
      for (const [bin, count] of counts.entries()) {
        left -= count
        if (left < 0) return (bin + 0.5) * step
      }
      return Number.NaN
    },
  }
}
