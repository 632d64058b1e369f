import { z } from 'zod'

/** Every error of the API: RFC 9457 problem details, with a literal code and whether trying again can help. Never holds a secret. */
export const problem = z.object({
  /** A literal that programs may switch on. */
  code: z.string(),
  /** One sentence for the person who has to act. */
  title: z.string(),
  status: z.number().int(),
  retryable: z.boolean(),
  /** Finds this request in the operator's log and, as the beginning of its trace id, in their traces: `4bf9-2f35`. */
  supportId: z.string().max(40).optional(),
})
export type Problem = z.infer<typeof problem>
