import { z } from 'zod'
import {
  arrival,
  authenticateAnswer,
  type authenticateArgs,
  authorizeAnswer,
  type authorizeArgs,
  autocompleteAnswer,
  type CommandOption,
  type clientChange,
  clientSettings,
  type componentUse,
  controlPrefix,
  directAnswer,
  type faultOrder,
  type faultQuestion,
  faultTaken,
  interactionStarted,
  type linkOpening,
  type modalUse,
  permissionsAnswer,
  recordingPublished,
  rpcError,
  sandboxFault,
  sandboxFrame,
  scenario,
  ticketAnswer,
  type voiceJoin,
} from '../../control/contract.ts'
import type { Scenario } from '../../scenario/scenario-schema.ts'
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

  async function send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
  ): Promise<{ status: number; body: unknown } | undefined> {
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
    method: 'POST' | 'PUT' | 'DELETE' = 'POST',
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
    joinVoice: (userId: string, how: z.input<typeof voiceJoin>) => ask(member(userId, 'voice'), how, nothing, 'PUT'),
    leaveVoice: (userId: string) => ask(member(userId, 'voice'), undefined, nothing, 'DELETE'),
    setSpeaking: (userId: string, isSpeaking: boolean) => ask(member(userId, 'voice/speaking'), { speaking: isSpeaking }, nothing, 'PUT'),
    setInterest: (userId: string, eventId: string, interested: boolean) =>
      ask(member(userId, `scheduled-events/${encodeURIComponent(eventId)}/interest`), undefined, nothing, interested ? 'PUT' : 'DELETE'),
    acceptInvite: (userId: string, code: string) => ask(member(userId, `invites/${encodeURIComponent(code)}`), undefined, arrival),
    followLink: (userId: string, link: z.infer<typeof linkOpening>) => ask(member(userId, 'activity-links'), link, arrival),
    openDirect: (userId: string, withUserId: string) => ask(member(userId, 'direct'), { withUserId }, directAnswer),
    installFor: (userId: string, installed: boolean) => ask(member(userId, 'app'), undefined, nothing, installed ? 'PUT' : 'DELETE'),
    say: (userId: string, channelId: string, content: string) => ask(member(userId, 'messages'), { channelId, content }, nothing),
    join: (userId: string, instanceId: string) =>
      ask(member(userId, `instances/${encodeURIComponent(instanceId)}/join`), undefined, nothing),
    leave: (userId: string, instanceId: string) =>
      ask(member(userId, `instances/${encodeURIComponent(instanceId)}/leave`), undefined, nothing),
    openWindow: (userId: string, instanceId: string) =>
      ask(member(userId, `instances/${encodeURIComponent(instanceId)}/windows`), undefined, sandboxFrame),
    closeWindow: (userId: string, instanceId: string, frameId: string) =>
      ask(
        member(userId, `instances/${encodeURIComponent(instanceId)}/windows/${encodeURIComponent(frameId)}`),
        undefined,
        nothing,
        'DELETE',
      ),
    hangUp: (userId: string, frameId: string) => ask(member(userId, 'rpc/close'), { frameId }, nothing),
    changeClient: (userId: string, change: z.infer<typeof clientChange>) => ask(member(userId, 'client'), change, clientSettings),
    faultAt: (place: z.infer<typeof faultQuestion>['place'], path: string) =>
      ask(`${controlPrefix}/faults/hits`, { place, path }, faultTaken),
    orderFault: (order: z.infer<typeof faultOrder>) => ask(`${controlPrefix}/faults`, order, sandboxFault),
    removeFault: (id: string) => ask(`${controlPrefix}/faults/${encodeURIComponent(id)}`, undefined, nothing, 'DELETE'),
    startRecording: () => ask(`${controlPrefix}/scenarios/recording`, undefined, nothing),
    stopRecording: (name: string) => ask(`${controlPrefix}/scenarios/recording`, { name }, scenario, 'DELETE'),
    playScenario: (wanted: Scenario) => ask(`${controlPrefix}/scenarios/play`, wanted, nothing),
    stopScenario: () => ask(`${controlPrefix}/scenarios/stop`, undefined, nothing),
    publishRecording: () => ask(`${controlPrefix}/kaltura/recordings`, undefined, recordingPublished),
    endMeeting: (meetingId: string) =>
      ask(`${controlPrefix}/kaltura/meetings/${encodeURIComponent(meetingId)}/end`, undefined, recordingPublished),
    authorize: (userId: string, args: z.infer<typeof authorizeArgs>) => rpc(member(userId, 'rpc/authorize'), args, authorizeAnswer),
    permissions: (userId: string, channelId: string) => rpc(member(userId, 'rpc/permissions'), { channelId }, permissionsAnswer),
    renewTicket: (userId: string, frameId: string) => rpc(member(userId, 'rpc/ticket'), { frameId }, ticketAnswer),
    buy: (userId: string, purchases: readonly string[]) => rpc(member(userId, 'client'), { purchases }, clientSettings),
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
