/** Says what is being done, one line a step, with the time it took so far. */
export interface Progress {
  step(text: string): void
  say(text: string): void
}

export function createProgress(out: { write(text: string): unknown }, now: () => number = () => performance.now()): Progress {
  return {
    step: (text) => out.write(`${(now() / 1000).toFixed(1).padStart(5)} s  ${text}\n`),
    say: (text) => out.write(`${text}\n`),
  }
}
