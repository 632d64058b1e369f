import { z } from 'zod'
import { sandboxFault } from '../faults/fault-schema.ts'

/**
 * What the page, tests and other languages may ask of a running sandbox, under `/sandbox` of its one URL.
 *
 * | method and path | body → answer |
 * |---|---|
 * | `GET /sandbox/health` | → `{ product: 'kaltura-discord sandbox' }`, so that a second start can tell a sibling from a stranger |
 * | `GET /sandbox/state` | → {@link sandboxState} |
 * | `GET /sandbox/events` | → server-sent events; each `state` event carries the whole {@link sandboxState} |
 * | `POST /sandbox/members/:userId/commands` | {@link commandUse} → 202 {@link interactionStarted} |
 * | `POST /sandbox/members/:userId/autocomplete` | {@link autocompleteUse} → {@link autocompleteAnswer} |
 * | `POST /sandbox/members/:userId/components` | {@link componentUse} → 202 {@link interactionStarted} |
 * | `POST /sandbox/members/:userId/modals` | {@link modalUse} → 202 {@link interactionStarted} |
 * | `DELETE /sandbox/members/:userId/modals/:interactionId` | → 204 (closed without sending) |
 * | `POST /sandbox/members/:userId/instances/:instanceId/join` | → 204 (opens a frame: see `instances[].frames`) |
 * | `POST /sandbox/members/:userId/instances/:instanceId/leave` | → 204 |
 * | `POST /sandbox/members/:userId/rpc/authorize` | {@link authorizeArgs} → {@link authorizeAnswer} or 400 {@link rpcError} |
 * | `POST /sandbox/members/:userId/rpc/authenticate` | {@link authenticateArgs} → {@link authenticateAnswer} or 400 {@link rpcError} |
 * | `POST /sandbox/faults` | {@link faultOrder} → 201 {@link sandboxFault} |
 * | `DELETE /sandbox/faults/:id` | → 204 |
 * | `POST /sandbox/faults/hits` | {@link faultQuestion} → {@link faultTaken}: whether a fault hits this now; for RPC hosts |
 * | `POST /sandbox/gateway/drop` | → 204 (closes every gateway connection so that bots have to resume) |
 * | `POST /sandbox/kaltura/recordings` | → 202 {@link recordingPublished} |
 */
export const controlPrefix = '/sandbox'

export const sandboxRole = z.object({ id: z.string(), name: z.string(), color: z.string() })

export const sandboxMember = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  /** What the person is here to show: `manager`, `member` or `guest`. */
  part: z.enum(['manager', 'member', 'guest']),
  roles: z.array(sandboxRole),
  /** CSS colour of the round letter that stands for the person. */
  color: z.string(),
})

export const sandboxMessage = z.object({
  id: z.string(),
  channelId: z.string(),
  author: z.object({ id: z.string(), name: z.string(), bot: z.boolean(), color: z.string() }),
  content: z.string(),
  /** Discord's own JSON, as the bot sent it. */
  embeds: z.array(z.record(z.string(), z.unknown())),
  components: z.array(z.record(z.string(), z.unknown())),
  atMs: z.number(),
  editedAtMs: z.number().nullable(),
  /** Only this person sees it; `null` for everyone. */
  onlyFor: z.string().nullable(),
  /** The command or button that it answers. */
  answers: z.object({ userId: z.string(), userName: z.string(), label: z.string() }).nullable(),
  /** `thinking` while a deferred reply waits; `failed` is Discord's own "The application did not respond". */
  state: z.enum(['posted', 'thinking', 'failed']),
})

export const sandboxFrame = z.object({ userId: z.string(), url: z.string() })

export const sandboxInstance = z.object({
  instanceId: z.string(),
  channelId: z.string(),
  frames: z.array(sandboxFrame),
})

export const sandboxEntry = z.object({
  id: z.string(),
  name: z.string(),
  durationS: z.number(),
  status: z.enum(['ready', 'processing', 'blocked']),
  tags: z.array(z.string()),
  thumbnailUrl: z.string(),
  /** HLS, MP4 or none: how Kaltura delivers it. */
  delivery: z.enum(['hls', 'mp4', 'none']),
})

export const sandboxDelivery = z.object({
  entryId: z.string(),
  attempt: z.number(),
  /** HTTP status that the receiver answered; `null` while it is under way or when nobody answered. */
  status: z.number().nullable(),
  atMs: z.number(),
})

/** A form (modal) that the bot opened for one person and that they have not sent or closed yet. */
export const sandboxModal = z.object({
  interactionId: z.string(),
  userId: z.string(),
  customId: z.string(),
  title: z.string(),
  /** Discord's own JSON: labels (type 18) around inputs and selects, text displays (type 10). */
  components: z.array(z.record(z.string(), z.unknown())),
})

export { faultOrder, faultQuestion, faultTaken, sandboxFault } from '../faults/fault-schema.ts'

export const sandboxState = z.object({
  guild: z.object({ id: z.string(), name: z.string() }),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  members: z.array(sandboxMember),
  bot: z.object({ id: z.string(), name: z.string(), online: z.boolean() }),
  /** Application commands as the bot registered them over REST, in Discord's own JSON. */
  commands: z.array(z.record(z.string(), z.unknown())),
  messages: z.array(sandboxMessage),
  instances: z.array(sandboxInstance),
  modals: z.array(sandboxModal),
  faults: z.array(sandboxFault),
  /** What every chance in a fault is drawn from: the same seed makes the same run again. */
  seed: z.number().int(),
  kaltura: z.object({ entries: z.array(sandboxEntry), deliveries: z.array(sandboxDelivery) }),
})
export type SandboxState = z.infer<typeof sandboxState>
export type SandboxMember = z.infer<typeof sandboxMember>
export type SandboxMessage = z.infer<typeof sandboxMessage>
export type SandboxInstance = z.infer<typeof sandboxInstance>
export type SandboxModal = z.infer<typeof sandboxModal>
export type SandboxFault = z.infer<typeof sandboxFault>
export type SandboxEntry = z.infer<typeof sandboxEntry>

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

export const commandUse = z.object({ channelId: z.string(), commandId: z.string(), options: z.array(commandOption) })
/** As {@link commandUse}, with `focused: true` on the option that the person is typing in. */
export const autocompleteUse = commandUse
export const autocompleteAnswer = z.object({ choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })) })
/** `values` are what was chosen in a select: option values, or ids of users, roles or channels. */
export const componentUse = z.object({ messageId: z.string(), customId: z.string(), values: z.array(z.string()).max(25).optional() })
/** What was filled in, in the shape that Discord sends to the bot: labels (type 18) around answered components. */
export const modalUse = z.object({ interactionId: z.string(), components: z.array(z.record(z.string(), z.unknown())) })
export const interactionStarted = z.object({ interactionId: z.string() })

export const authorizeArgs = z.object({
  client_id: z.string(),
  scope: z.array(z.string()),
  response_type: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  state: z.string().optional(),
  prompt: z.string().optional(),
})
export const authorizeAnswer = z.object({ code: z.string() })
export const authenticateArgs = z.object({ access_token: z.string() })
/** Discord's AUTHENTICATE answer: `{ access_token, user, scopes, expires, application }`. */
export const authenticateAnswer = z.record(z.string(), z.unknown())
export const rpcError = z.object({ code: z.number(), message: z.string() })

export const recordingPublished = z.object({ entryId: z.string() })
