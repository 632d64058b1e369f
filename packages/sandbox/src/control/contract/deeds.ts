import { z } from 'zod'

/** One option as Discord sends it: sub-commands (type 1) and groups (type 2) nest further options. */
export type CommandOption = {
  name: string
  type: number
  value?: string | number | boolean | undefined
  focused?: boolean | undefined
  options?: CommandOption[] | undefined
}
export const commandOption: z.ZodType<CommandOption> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.number(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(commandOption).optional(),
  }),
)

/** `targetId` is the person or the message that a command of a menu is used on. */
export const commandUse = z.object({
  channelId: z.string(),
  commandId: z.string(),
  options: z.array(commandOption),
  targetId: z.string().optional(),
})
/** As {@link commandUse}, with `focused: true` on the option that the person is typing in. */
export const autocompleteUse = commandUse
export const autocompleteAnswer = z.object({ choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })) })
/** `values` are what was chosen in a select: option values, or ids of users, roles or channels. */
export const componentUse = z.object({ messageId: z.string(), customId: z.string(), values: z.array(z.string()).max(25).optional() })
/** What was filled in, in the shape that Discord sends to the bot: labels (type 18) around answered components. */
export const modalUse = z.object({ interactionId: z.string(), components: z.array(z.record(z.string(), z.unknown())) })
export const saying = z.object({ channelId: z.string(), content: z.string() })
/** With whom: another person, or the bot. */
export const directUse = z.object({ withUserId: z.string() })
export const directAnswer = z.object({ channelId: z.string() })
export const interactionStarted = z.object({ interactionId: z.string() })
