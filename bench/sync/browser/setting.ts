import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What happens, in the order of `atS`. `as` names the step in `convergeMs`: how long after it everybody is within 50 ms again. */
const step = z.discriminatedUnion('do', [
  z.strictObject({ atS: z.number(), do: z.enum(['play', 'pause']), as: z.string().optional() }),
  /** Where to, in seconds of the film; up to one more second is added by chance, so that frames do not always change in step. */
  z.strictObject({ atS: z.number(), do: z.literal('seek'), toS: z.number(), as: z.string().optional() }),
  /** One client's player jumps, as after a stall or a slip of its own. */
  z.strictObject({ atS: z.number(), do: z.literal('shift'), client: z.int(), byMs: z.number(), as: z.string().optional() }),
  /** Another tab covers the page, and goes away again; the step counts from then. */
  z.strictObject({ atS: z.number(), do: z.literal('hide'), forS: z.number(), as: z.string().optional() }),
])
const script = z.strictObject({
  name: z.string(),
  steadyAfterS: z.number().positive(),
  endS: z.number().positive(),
  steps: z.array(step).min(1),
})
const delays = z.strictObject({
  name: z.string(),
  /** One way, ms: least, and the mean of what comes on top (exponential). `dateOffsetMs`: how wrong the wall clock is, for those who use it. */
  clients: z
    .array(z.strictObject({ upMs: z.number(), downMs: z.number(), jitterMs: z.number(), dateOffsetMs: z.number().default(0) }))
    .length(4),
})

export type Script = z.infer<typeof script>
export type Step = Script['steps'][number]
export type Delays = z.infer<typeof delays>

/** Without `--script`: a start, a seek, a pause, a lag and a lead, with time to settle after each. */
const usual: Script = {
  name: 'usual',
  steadyAfterS: 4,
  endS: 50,
  steps: [
    { atS: 1, do: 'play', as: 'play' },
    { atS: 11, do: 'seek', toS: 60, as: 'seek' },
    { atS: 20, do: 'pause' },
    { atS: 22, do: 'play', as: 'resume' },
    { atS: 32, do: 'shift', client: 2, byMs: -600, as: 'lag600' },
    { atS: 42, do: 'shift', client: 1, byMs: 150, as: 'lead150' },
  ],
}

/** `--script hidden`: nobody sees the page for a minute. */
const hidden: Script = {
  name: 'hidden',
  steadyAfterS: 3,
  endS: 85,
  steps: [
    { atS: 1, do: 'play', as: 'play' },
    { atS: 8, do: 'hide', forS: 60, as: 'hidden60' },
  ],
}

const dateOffsets = [0, 35, -60, 700]
const jitters = [1, 3, 5, 15]

const symmetric: Delays = {
  name: 'symmetric',
  clients: [10, 20, 40, 80].map((ms, client) => ({ upMs: ms, downMs: ms, ...extras(client) })),
}
const asymmetric: Delays = {
  name: 'asymmetric',
  clients: (
    [
      [12, 10],
      [20, 25],
      [45, 35],
      [70, 100],
    ] as const
  ).map(([upMs, downMs], client) => ({ upMs, downMs, ...extras(client) })),
}

export const scripts: Readonly<Record<string, Script>> = { usual, hidden }
export const delaySets: Readonly<Record<string, Delays>> = { symmetric, asymmetric }

/** A script that comes with us, by its name, or a file. */
export function scriptOf(named: string): Script {
  return scripts[named] ?? script.parse(JSON.parse(readFileSync(named, 'utf8')))
}

export function delaysOf(named: string): Delays {
  return delaySets[named] ?? delays.parse(JSON.parse(readFileSync(named, 'utf8')))
}

/** What no clock can know, as the 95th percentile over all pairs: half the difference of the two ways stays. */
export function floorsMs({ clients }: Delays): number[] {
  const hiddenMs = clients.map(({ upMs, downMs }) => (upMs - downMs) / 2)
  return hiddenMs.flatMap((one, index) => hiddenMs.slice(index + 1).map((other) => Math.abs(one - other)))
}

function extras(client: number): { jitterMs: number; dateOffsetMs: number } {
  return { jitterMs: jitters[client] ?? 0, dateOffsetMs: dateOffsets[client] ?? 0 }
}
