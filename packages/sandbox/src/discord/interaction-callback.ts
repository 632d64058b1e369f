import { z } from 'zod'
import type { UploadedFile } from './attachment-draft.ts'
import { type FormDraft, readForm } from './form-components.ts'
import { type BeforeEdit, type MessageDraft, messageFlags, readMessageEdit, readNewMessage } from './message-draft.ts'
import { done, type Outcome, refusalOfIssues, refused } from './refusal.ts'

/** One line of an autocomplete list. */
export interface Choice {
  name: string
  value: string | number
}

/** A bot's first answer to an interaction (docs: interactions/receiving-and-responding, "Interaction Callback Type"). */
export type InteractionCallback =
  | { type: 4; data: MessageDraft }
  | { type: 5; flags: number }
  | { type: 6 }
  | { type: 7; data: MessageDraft }
  | { type: 8; choices: Choice[] }
  | { type: 9; form: FormDraft }
  | { type: 12 }

/** Which callbacks Discord takes for a command (2), a component (3), an autocomplete (4) and a form (5). */
export const allowedCallbacks: Record<2 | 3 | 4 | 5, readonly number[]> = {
  2: [4, 5, 9, 12],
  3: [4, 5, 6, 7, 9, 12],
  4: [8],
  5: [4, 5, 6, 7, 12],
}

const envelope = z.object({
  type: z.union([z.literal(4), z.literal(5), z.literal(6), z.literal(7), z.literal(8), z.literal(9), z.literal(12)]),
  data: z.unknown().optional(),
})
const deferral = z.object({ data: z.looseObject({ flags: z.number().int().nonnegative().nullish() }).nullish() })
const suggestions = z.object({
  data: z.object({
    choices: z.array(z.object({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) })).max(25),
  }),
})

/**
 * @param asked the message that the interaction came from: callback 7 edits it
 * @param files what came beside the body
 */
export function readCallback(body: unknown, asked?: BeforeEdit, files: readonly UploadedFile[] = []): Outcome<InteractionCallback> {
  const parsed = envelope.safeParse(body, { reportInput: true })
  if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
  const { type, data } = parsed.data
  switch (type) {
    case 4:
      return then(readNewMessage(data, files), (draft) => ({ type, data: draft }))
    case 5:
      return read(deferral, body, (deferred) => ({ type, flags: (deferred.data?.flags ?? 0) & messageFlags.ephemeral }))
    case 7:
      return then(readMessageEdit(data ?? {}, asked, files), (draft) => ({ type, data: draft }))
    case 8:
      return read(suggestions, body, (suggested) => ({ type, choices: suggested.data.choices }))
    case 9:
      return then(readForm(body), (form) => ({ type, form }))
    default:
      return done({ type })
  }
}

function read<T>(schema: z.ZodType<T>, body: unknown, make: (value: T) => InteractionCallback): Outcome<InteractionCallback> {
  const parsed = schema.safeParse(body, { reportInput: true })
  return parsed.success ? done(make(parsed.data)) : refused(refusalOfIssues(parsed.error.issues))
}

function then<T>(outcome: Outcome<T>, make: (value: T) => InteractionCallback): Outcome<InteractionCallback> {
  return outcome.kind === 'done' ? done(make(outcome.value)) : outcome
}
