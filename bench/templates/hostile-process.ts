import { argv, resourceUsage, stdout } from 'node:process'
import { contenders } from './contenders.ts'
import { hostileCases } from './hostile.ts'

/** `hostile-process.ts CASE CONTENDER`: one hostile template in a process that may die of it. Prints what it came to, if it gets so far. */
const [, , caseIndex, name] = argv
const hostile = hostileCases[Number(caseIndex)]
const contender = contenders().find((each) => each.name === name)
const source = hostile?.sources[name ?? '']?.()
if (!hostile || !contender || source === undefined) throw new Error('Which case, and of whom?')

const data = { a: hostile.value?.() ?? 'x', ten: Array.from({ length: 10 }, (_, index) => String(index)) }
const megabytes = () => resourceUsage().maxRSS / 1024
const before = megabytes()
const startedAtMs = performance.now()
const outcome = attempt()
const ms = performance.now() - startedAtMs
stdout.write(JSON.stringify({ outcome, ms, mb: megabytes() - before }))

function attempt(): string {
  try {
    const output = contender?.read(source ?? '')(data) ?? ''
    // A text that was only put together costs nothing before somebody reads it, as whoever sends it would.
    return `printed ${Buffer.byteLength(output)}`
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message.split('\n')[0]?.slice(0, 60) : 'for no reason'}`
  }
}
