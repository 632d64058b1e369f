const discordEpochMs = 1_420_070_400_000n

/** Makes Discord ids: 42 bits of ms since 2015, then a counter. Unique and rising, also when the clock stands still. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n
  return () => {
    const earliest = (BigInt(Math.trunc(now())) - discordEpochMs) << 22n
    last = earliest > last ? earliest : last + 1n
    return last.toString()
  }
}
