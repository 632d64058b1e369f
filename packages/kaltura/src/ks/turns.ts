const mostAtOnce = 64

let underWay = 0
const waiting: (() => void)[] = []

/**
 * Lets so many pieces of work run at once and the others wait for their turn, in order. A thousand KS that are asked for in one moment would otherwise all be
 * prepared before anything else of the process runs; this way the event loop turns in between.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else underWay += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else underWay -= 1
  }
}
