import { z } from 'zod'
import { clientChange } from '../discord/client-settings.ts'
import { faultOrder } from '../faults/fault-schema.ts'

const name = z.string().min(1).max(100)
const text = z.string().max(6_000)

/** The people of the sandbox, by the names that the page shows. */
export const scenarioPerson = z.enum(['Mara', 'Tom', 'Gus'])

/** A value of a command's option: as typed, or what a name stands for. `suggestion` is chosen from what the bot suggests then. */
export const scenarioValue = z.union([
  text,
  z.number(),
  z.boolean(),
  z.strictObject({ suggestion: name }),
  z.strictObject({ person: name }),
  z.strictObject({ role: name }),
  z.strictObject({ channel: name }),
])

const step = {
  /** How long after the step before it, in ms of the sandbox's timers. */
  afterMs: z.number().int().min(0).max(3_600_000),
}
const act = { ...step, who: scenarioPerson }
/** Where, by the channel's name. */
const acts = { ...act, channel: name }

/** One thing that was done. Whatever the bot does by itself is no step. */
export const scenarioStep = z.discriminatedUnion('do', [
  z.strictObject({ ...acts, do: z.literal('use'), command: z.string().regex(/^\/.{1,100}$/), values: z.record(name, scenarioValue) }),
  /** On the newest message that the person sees in the channel and that has such a button. */
  z.strictObject({ ...acts, do: z.literal('press'), button: name }),
  /** A menu by its placeholder or custom id, on the newest message that has it. Values by label, people, roles and channels by name. */
  z.strictObject({ ...acts, do: z.literal('choose'), menu: z.string().min(1).max(150), values: z.array(name).max(25) }),
  /** The form that the person has open; fields by their label. */
  z.strictObject({
    ...acts,
    do: z.literal('fill'),
    fields: z.record(z.string().max(100), z.union([text, z.boolean(), z.array(name).max(25)])),
  }),
  z.strictObject({ ...acts, do: z.literal('say'), content: z.string().min(1).max(2_000) }),
  /** The activity that runs in the channel. */
  z.strictObject({ ...acts, do: z.literal('join') }),
  z.strictObject({ ...act, do: z.literal('leave') }),
  z.strictObject({ ...act, do: z.literal('client'), client: clientChange }),
  /** Kaltura makes another recording ready. */
  z.strictObject({ ...step, do: z.literal('publish') }),
  /** `called` is how a later `mend` names it. */
  z.strictObject({ ...step, do: z.literal('fault'), fault: faultOrder, called: name.optional() }),
  /** Takes a fault away; no mistake when it has ended. */
  z.strictObject({ ...step, do: z.literal('mend'), fault: name }),
])

/**
 * A scenario as a file: what people did in a sandbox, with names in place of ids, so that it means the same in another sandbox on another day.
 * Unknown fields are refused, because a field that was misspelt would be a step that silently does something else.
 */
export const scenario = z.strictObject({
  kind: z.literal('kaltura-discord scenario'),
  version: z.literal(1),
  name,
  about: z.string().max(500).optional(),
  /** What the chances of its faults are drawn from. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  steps: z.array(scenarioStep).max(500),
})

/** What the sandbox's scenarios do now. */
export const scenarioStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('recording'), steps: z.number().int() }),
  /** `step` counts from 1; 0 before the first. `words` say what is done now. */
  z.object({ kind: z.literal('playing'), name, step: z.number().int(), of: z.number().int(), words: z.string() }),
  z.object({ kind: z.literal('ended'), name, of: z.number().int() }),
  z.object({ kind: z.literal('stopped'), name, step: z.number().int(), of: z.number().int() }),
  z.object({ kind: z.literal('failed'), name, step: z.number().int(), of: z.number().int(), why: z.string() }),
])

export type Scenario = z.infer<typeof scenario>
export type ScenarioStep = z.infer<typeof scenarioStep>
export type ScenarioValue = z.infer<typeof scenarioValue>
export type ScenarioStatus = z.infer<typeof scenarioStatus>
