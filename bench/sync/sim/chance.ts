import { createRandom } from '@kaltura-discord/sync/testing'

/** What happens by chance, the same for the same seed. */
export interface Chance {
  /** In [0, 1). */
  share(): number
  between(least: number, most: number): number
  normal(mean: number, deviation: number): number
  /** Waiting times without memory. */
  exponential(mean: number): number
  /** Skewed to the right, as network and disk are. `spread` is the deviation of the logarithm. */
  logNormal(median: number, spread: number): number
}

export function createChance(seed: number): Chance {
  const share = createRandom(seed)
  const standard = () => Math.sqrt(-2 * Math.log(share() + 1e-12)) * Math.cos(2 * Math.PI * share())
  return {
    share,
    between: (least, most) => least + (most - least) * share(),
    normal: (mean, deviation) => mean + deviation * standard(),
    exponential: (mean) => -mean * Math.log(1 - share()),
    logNormal: (median, spread) => median * Math.exp(spread * standard()),
  }
}
