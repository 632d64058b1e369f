import { z } from 'zod'
import type { authenticateArgs, authorizeArgs } from '../../control/contract.ts'
import type { ClientSettings } from '../../discord/client-settings.ts'
import type { DeviceScreen } from '../stage/device-screen.ts'
import { type ClientFacts, eventsBetween } from './client-events.ts'
import type { RpcSession } from './command.ts'
import { runCommand } from './commands.ts'
import { currentValue } from './current-value.ts'
import type { orientationLockArgs } from './orientation-lock.ts'
import type { Participant } from './participant.ts'
import { malformed, type RpcOutcome, refused } from './rpc-outcome.ts'
import { createSubscriptions, type SubscriptionPlace } from './subscriptions.ts'
import type { Voice } from './voice.ts'
import {
  closePayload,
  framePayload,
  type HostMessage,
  handshakePayload,
  nonceOnly,
  opcode,
  type RpcRequest,
  readEnvelope,
  rpcCloseCode,
  rpcErrorCode,
} from './wire.ts'

/** The people and things around one frame. Functions are asked anew each time, because the sandbox moves on while a frame lives. */
export interface ActivityHostOptions {
  /** As in the frame's address; a handshake that names another frame is not answered. */
  frameId: string
  /** `type` is Discord's number of its kind; `guildId` is empty in direct messages. */
  channel: { id: string; type: number; name: string; guildId: string }
  /** What their Discord client is like. */
  settings: () => ClientSettings
  /** Whose frame it is. */
  userId: string
  participants: () => readonly Participant[]
  /** Everybody of the server, in the Activity or not. */
  people: () => readonly Participant[]
  /** Who is in the channel's voice. */
  voices: () => readonly Voice[]
  screen: () => DeviceScreen
  post: (message: HostMessage) => void
  /** What only the sandbox's server can answer. */
  control: {
    authorize(args: z.infer<typeof authorizeArgs>): Promise<RpcOutcome>
    authenticate(args: z.infer<typeof authenticateArgs>): Promise<RpcOutcome>
    /** Of the person in the channel: `{ permissions }`. */
    permissions(): Promise<RpcOutcome>
    renewTicket(): Promise<RpcOutcome>
    /** What they own afterwards, by SKU. */
    buy(skuIds: readonly string[]): Promise<RpcOutcome>
    /** What goes wrong with this command on purpose, if anything. */
    faultOf(command: string): Promise<RpcFault>
  }
  /** What the surrounding page does for the Activity. */
  client: {
    /** Whether the person agreed and the link was opened. */
    openExternalLink(url: string): Promise<boolean>
    openInvite(): void
    /** What the Activity wants others to read. */
    share(words: string): void
    showActivity(activity: Record<string, unknown> | undefined): void
    lockOrientation(locks: z.infer<typeof orientationLockArgs>): void
    /** The Activity closed itself; `message` is for the person unless the code is 1000. */
    closed(code: number, message: string | undefined): void
  }
}

/** `silent`: the command is never answered. */
export type RpcFault = { kind: 'none' | 'silent' } | { kind: 'error'; code: number }

export interface ActivityHost {
  /** Anything that the frame posted. Never throws; what is not of the protocol is ignored. */
  receive(data: unknown): void
  participantsChanged(): void
  /** The person whose frame it is, or what they may, is different. */
  memberChanged(): void
  /** Tells what is different from the last time. */
  screenChanged(): void
  /** As {@link screenChanged}, for what people's clients know. */
  clientsChanged(): void
  /** Discord ends the connection: it says so, and answers nothing any more. The SDK has no event for it. `false` when it did before. */
  end(code: number, message: string): boolean
}

/**
 * Discord's side of one Activity frame: the handshake, commands and events that `@discord/embedded-app-sdk` talks to.
 *
 * Access tokens pass through it and are not kept; scopes are. A new handshake, such as after a reload inside the frame, starts over without any.
 */
export function createActivityHost(options: ActivityHostOptions): ActivityHost {
  const { post, client } = options
  let session: RpcSession | undefined
  let screen = options.screen()
  let facts = factsOf(options)
  let ended: { code: number; message: string } | undefined
  const subscriptions = createSubscriptions((event, data) => post([opcode.frame, { cmd: 'DISPATCH', evt: event, data, nonce: null }]))

  function shake(payload: unknown): void {
    const hello = handshakePayload.safeParse(payload)
    if (!hello.success || hello.data.frame_id !== options.frameId) return
    const { v, encoding, client_id: clientId } = hello.data
    if (ended) close(ended.code, ended.message)
    else if (v !== 1) close(rpcCloseCode.invalidVersion, 'Invalid Version')
    else if (encoding !== 'json') close(rpcCloseCode.invalidEncoding, 'Invalid Encoding')
    else if (typeof clientId !== 'string' || !/^\d{1,20}$/.test(clientId)) close(rpcCloseCode.invalidClientId, 'Invalid Client ID')
    else {
      subscriptions.clear()
      session = createSession(clientId)
      post([opcode.frame, { cmd: 'DISPATCH', evt: 'READY', nonce: null, data: { v: 1, config: readyConfig } }])
    }
  }

  async function answer(request: RpcRequest, current: RpcSession): Promise<void> {
    const { cmd, nonce } = request
    const fault = await options.control.faultOf(request.evt ? `${cmd}/${request.evt}` : cmd)
    if (fault.kind === 'silent') return
    const outcome = fault.kind === 'error' ? refused(fault.code, 'Unknown Error') : await outcomeOf(request, current)
    if (session !== current) return // its frame was loaded anew, or Discord hung up
    if (outcome.kind === 'refused')
      post([opcode.frame, { cmd, evt: 'ERROR', data: { code: outcome.code, message: outcome.message }, nonce }])
    else {
      post([opcode.frame, { cmd, evt: null, data: outcome.data, nonce }])
      if (cmd === 'SUBSCRIBE') sendCurrent(request.evt ?? '')
    }
  }

  function outcomeOf(request: RpcRequest, current: RpcSession): RpcOutcome | Promise<RpcOutcome> {
    const event = request.evt ?? undefined
    if (request.cmd === 'SUBSCRIBE')
      return event ? subscriptions.add(event, current.scopes, placeOf(request.args, options)) : malformed('SUBSCRIBE')
    if (request.cmd === 'UNSUBSCRIBE') return event ? subscriptions.remove(event) : malformed('UNSUBSCRIBE')
    return runCommand(request.cmd, request.args, current, options)
  }

  /** Discord also tells the current value right after the subscription. */
  function sendCurrent(event: string): void {
    const value = currentValue(event, options)
    if (value) subscriptions.dispatch(event, value)
  }

  /** Without a nonce there is no command that an answer could belong to. */
  function refuseMalformed(payload: unknown): void {
    const asked = nonceOnly.safeParse(payload)
    const cmd = asked.data?.cmd ?? ''
    if (asked.success)
      post([
        opcode.frame,
        { cmd, evt: 'ERROR', data: { code: rpcErrorCode.invalidPayload, message: 'Invalid payload' }, nonce: asked.data.nonce },
      ])
  }

  function close(code: number, message: string): void {
    post([opcode.close, { code, message }])
  }

  return {
    receive(data) {
      const envelope = readEnvelope(data)
      if (!envelope) return
      if (envelope.op === opcode.handshake) shake(envelope.payload)
      if (envelope.op === opcode.close) {
        const reason = closePayload.safeParse(envelope.payload)
        if (reason.success) client.closed(reason.data.code, reason.data.message ?? undefined)
      }
      if (envelope.op === opcode.frame && session) {
        const request = framePayload.safeParse(envelope.payload)
        if (request.success) void answer(request.data, session)
        else refuseMalformed(envelope.payload)
      }
    },
    participantsChanged: () => sendCurrent('ACTIVITY_INSTANCE_PARTICIPANTS_UPDATE'),
    memberChanged() {
      sendCurrent('CURRENT_USER_UPDATE')
      sendCurrent('CURRENT_GUILD_MEMBER_UPDATE')
    },
    screenChanged() {
      const before = screen
      screen = options.screen()
      if (screen.landscape !== before.landscape) sendCurrent('ORIENTATION_UPDATE')
      if (screen.layoutMode !== before.layoutMode) sendCurrent('ACTIVITY_LAYOUT_MODE_UPDATE')
      if (screen.thermalState !== before.thermalState) sendCurrent('THERMAL_STATE_UPDATE')
    },
    clientsChanged() {
      const before = facts
      facts = factsOf(options)
      const place = { channelId: options.channel.id, userId: options.userId, applicationId: session?.clientId ?? '' }
      for (const { event, data } of eventsBetween(before, facts, place)) subscriptions.dispatch(event, data)
    },
    end(code, message) {
      if (ended) return false
      ended = { code, message }
      session = undefined
      subscriptions.clear()
      close(code, message)
      return true
    },
  }
}

const factsOf = ({ settings, voices, people }: ActivityHostOptions): ClientFacts => ({
  settings: settings(),
  voices: voices(),
  people: people(),
})

const readyConfig = { cdn_host: 'cdn.discordapp.com', api_endpoint: '//discord.com/api', environment: 'production' }

function createSession(clientId: string): RpcSession {
  const scopes = new Set<string>()
  return {
    clientId,
    scopes,
    authenticated(granted) {
      scopes.clear()
      for (const scope of granted) scopes.add(scope)
    },
  }
}

/** Whether a subscription's arguments name this guild and this channel, where it has to name one. */
function placeOf(args: unknown, { channel }: ActivityHostOptions): SubscriptionPlace {
  const { data } = placeArgs.safeParse(args)
  return { guild: data?.guild_id === channel.guildId, channel: data?.channel_id === channel.id }
}

const placeArgs = z.object({ guild_id: z.string().nullish(), channel_id: z.string().nullish() })
