import { z } from 'zod'
import {
  authenticateAnswer,
  type authenticateArgs,
  authorizeAnswer,
  type authorizeArgs,
  autocompleteAnswer,
  type CommandOption,
  type componentUse,
  controlPrefix,
  type faultOrder,
  interactionStarted,
  type modalUse,
  recordingPublished,
  rpcError,
  sandboxFault,
} from '../../control/contract.ts'
import { done, type RpcOutcome, refused } from '../activity-host/rpc-outcome.ts'

/** Either what the sandbox answered, or a sentence that can be shown to a person as it is. */
export type Asked<Answer> = { kind: 'ok'; answer: Answer } | { kind: 'failed'; message: string }

export interface CommandUse {
  channelId: string
  commandId: string
  options: CommandOption[]
}

export type ControlClient = ReturnType<typeof createControlClient>

const unreachable = 'The sandbox does not answer. Is it still running?'
/** Longer than Discord's own 3 s, so that the sandbox gets to say itself that the bot did not respond. */
const patienceMs = 10_000
/** Discord's "unknown error": what an Activity is told when the sandbox itself is gone. */
const unknownError = 1000

/** Everything that the page can ask of the sandbox; see the table in `control/contract.ts`. Never throws. */
export function createControlClient(options: { fetch: typeof fetch }) {
  const nothing = z.unknown()
  const member = (userId: string, path: string): string => `${controlPrefix}/members/${encodeURIComponent(userId)}/${path}`

  async function send(method: 'POST' | 'DELETE', path: string, body: unknown): Promise<{ status: number; body: unknown } | undefined> {
    try {
      const response = await options.fetch(path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
        signal: AbortSignal.timeout(patienceMs),
      })
      return { status: response.status, body: await response.json().catch(() => undefined) }
    } catch {
      return undefined
    }
  }

  async function ask<Answer>(
    path: string,
    body: unknown,
    schema: z.ZodType<Answer>,
    method: 'POST' | 'DELETE' = 'POST',
  ): Promise<Asked<Answer>> {
    const response = await send(method, path, body)
    if (!response) return { kind: 'failed', message: unreachable }
    if (response.status >= 400) return { kind: 'failed', message: sentence(response) }
    const answer = schema.safeParse(response.body)
    return answer.success
      ? { kind: 'ok', answer: answer.data }
      : { kind: 'failed', message: 'The sandbox answered something that this page does not understand.' }
  }

  async function rpc(path: string, args: unknown, schema: z.ZodType): Promise<RpcOutcome> {
    const response = await send('POST', path, args)
    if (!response) return refused(unknownError, unreachable)
    const error = rpcError.safeParse(response.body)
    if (response.status >= 400) return refused(error.data?.code ?? unknownError, error.data?.message ?? sentence(response))
    const answer = schema.safeParse(response.body)
    return answer.success ? done(answer.data) : refused(unknownError, 'The sandbox answered something that this page does not understand.')
  }

  return {
    useCommand: (userId: string, use: CommandUse) => ask(member(userId, 'commands'), use, interactionStarted),
    autocomplete: (userId: string, use: CommandUse) => ask(member(userId, 'autocomplete'), use, autocompleteAnswer),
    useComponent: (userId: string, use: z.infer<typeof componentUse>) => ask(member(userId, 'components'), use, interactionStarted),
    sendForm: (userId: string, use: z.infer<typeof modalUse>) => ask(member(userId, 'modals'), use, interactionStarted),
    closeForm: (userId: string, interactionId: string) =>
      ask(member(userId, `modals/${encodeURIComponent(interactionId)}`), undefined, nothing, 'DELETE'),
    join: (userId: string, instanceId: string) =>
      ask(member(userId, `instances/${encodeURIComponent(instanceId)}/join`), undefined, nothing),
    leave: (userId: string, instanceId: string) =>
      ask(member(userId, `instances/${encodeURIComponent(instanceId)}/leave`), undefined, nothing),
    orderFault: (order: z.infer<typeof faultOrder>) => ask(`${controlPrefix}/faults`, order, sandboxFault),
    removeFault: (id: string) => ask(`${controlPrefix}/faults/${encodeURIComponent(id)}`, undefined, nothing, 'DELETE'),
    dropGateway: () => ask(`${controlPrefix}/gateway/drop`, undefined, nothing),
    publishRecording: () => ask(`${controlPrefix}/kaltura/recordings`, undefined, recordingPublished),
    authorize: (userId: string, args: z.infer<typeof authorizeArgs>) => rpc(member(userId, 'rpc/authorize'), args, authorizeAnswer),
    authenticate: (userId: string, args: z.infer<typeof authenticateArgs>) =>
      rpc(member(userId, 'rpc/authenticate'), args, authenticateAnswer),
  }
}

const withMessage = z.object({ message: z.string().min(1) })
const withError = z.object({ error: z.union([z.string().min(1), withMessage]) })

/** The server's own words, wherever it put them. */
function sentence(response: { status: number; body: unknown }): string {
  const direct = withMessage.safeParse(response.body)
  if (direct.success) return direct.data.message
  const { data } = withError.safeParse(response.body)
  if (data) return typeof data.error === 'string' ? data.error : data.error.message
  return `The sandbox refused (${response.status}).`
}
